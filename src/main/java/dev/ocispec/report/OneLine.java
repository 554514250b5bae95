package dev.ocispec.report;

/** Text as it may stand in a line that is shown to people, in a log or on a terminal. */
public final class OneLine {
  private OneLine() {}

  /**
   * The text with everything escaped that could end the line, steer a terminal or hide what is
   * there: control and format characters, separators of lines and paragraphs, halves of surrogate
   * pairs.
   */
  public static String of(String text) {
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

  /** The same, with the middle left out when there are more than {@code longest} characters. */
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return of(text);
    }
    int part = longest / 2;
    return of(text.substring(0, part)) + "…" + of(text.substring(text.length() - part));
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void escape(int c, StringBuilder line) {
    for (char unit : Character.toChars(c)) {
      line.append(String.format("\\u%04x", (int) unit));
    }
  }
}
