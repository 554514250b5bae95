package dev.ocispec.schema;

/**
 * Text from a document as it may stand in a one-line message: no control characters, not too long.
 */
public final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  /** The text with control characters escaped, cut after 60 characters. */
  public static String text(String value) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      if (i == LONGEST) {
        return shown.append("… (").append(value.length()).append(" characters)").toString();
      }
      char c = value.charAt(i);
      if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }
}
