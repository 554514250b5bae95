package dev.ocispec.rule.explain.internal;

/** Lines broken at spaces, those that follow set in as far as the first. */
public final class Wrapped {
  private static final int WIDTH = 96;

  private Wrapped() {}

  /** Appends {@code label} and {@code text} in lines of at most 96 characters where words fit. */
  public static void append(String label, String text, StringBuilder to) {
    int column = label.length();
    to.append(label);
    boolean first = true;
    for (String word : text.split(" ")) {
      if (!first && column + 1 + word.length() > WIDTH) {
        to.append('\n').append(" ".repeat(label.length()));
        column = label.length();
      } else if (!first) {
        to.append(' ');
        column++;
      }
      to.append(word);
      column += word.length();
      first = false;
    }
    to.append('\n');
  }
}
