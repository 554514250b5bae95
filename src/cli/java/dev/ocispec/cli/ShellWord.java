package dev.ocispec.cli;

/** A word as it is typed into a shell. */
final class ShellWord {
  private ShellWord() {}

  /** The word, in quotes when it has more than letters, digits and usual marks. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
