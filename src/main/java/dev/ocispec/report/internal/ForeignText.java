package dev.ocispec.report.internal;

/**
 * Text that others wrote, from a document or a program, as it may stand in a message: on one line,
 * without what steers a terminal, and not too long.
 */
public final class ForeignText {
  private static final int LONGEST = 60;

  private ForeignText() {}

  /** The text on one line; of a longer one the first 60 characters, and how many there are. */
  public static String shown(String text) {
    return text.length() <= LONGEST
        ? oneLine(text)
        : oneLine(text.substring(0, LONGEST)) + "… (" + text.length() + " characters)";
  }

  /**
   * The text with everything escaped that could end the line, steer a terminal or hide what is
   * there: control and format characters, separators of lines and paragraphs, blanks that are no
   * spaces, halves of surrogate pairs.
   */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isUnsafe(c)) {
                escape(c, line);
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }

  /**
   * The text on one line, with the middle left out when there are more than {@code longest}
   * characters.
   */
  public static String withoutMiddle(String text, int longest) {
    if (text.length() <= longest) {
      return oneLine(text);
    }
    int part = longest / 2;
    return oneLine(text.substring(0, part)) + "…" + oneLine(text.substring(text.length() - part));
  }

  /** The end of the text, as it is, when there are more than {@code longest} characters. */
  public static String end(String text, int longest) {
    return text.length() <= longest ? text : "…" + text.substring(text.length() - longest + 1);
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
  }

  private static void escape(int c, StringBuilder line) {
    for (char unit : Character.toChars(c)) {
      line.append(String.format("\\u%04x", (int) unit));
    }
  }
}
