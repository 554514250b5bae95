package dev.ocispec.cli;

/** Prints verdicts one by one as they are reached. */
interface VerdictOutput {
  /** Prints what was found in one file. */
  void verdict(Verdict verdict);

  /**
   * Takes note of a file that could not be read, of which standard error tells.
   *
   * @param file the file as it was named
   * @param reason why it could not be read
   */
  default void unread(String file, String reason) {
    // Formats for people and the JSON form have nothing to say of it.
  }

  /** Prints what comes after the last verdict. */
  default void end() {
    // Most formats have no end.
  }
}
