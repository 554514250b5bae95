package dev.ocispec.schema;

import dev.ocispec.report.OneLine;

/** Text from a document as it may stand in a message: on one line, and not too long. */
public final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  /** The text with control characters and the like escaped, cut after 60 characters. */
  public static String text(String value) {
    return value.length() <= LONGEST
        ? OneLine.of(value)
        : OneLine.of(value.substring(0, LONGEST)) + "… (" + value.length() + " characters)";
  }
}
