package dev.ocispec.report.internal;

/**
 * What the HTML pages of the library have in common: their colours, and how text gets into them.
 */
public final class PageParts {
  /** The colours as CSS variables, for a light and a dark screen. */
  public static final String COLOURS =
      """
      :root { color-scheme: light dark; --ink: #1d2129; --dim: #5b6472; --page: #ffffff;
        --line: #d9dde3; --code: #f1f3f6; --isolation: #b3261e; --notable: #8a5a00;
        --plain: #33691e; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e4e7eb; --dim: #9aa4b2; --page: #15181d; --line: #333a44;
          --code: #222831; --isolation: #ff8a80; --notable: #ffc046; --plain: #9ccc65; } }
      """;

  /** The colours on paper. */
  public static final String PRINT_COLOURS =
      """
        :root { --ink: #000; --dim: #444; --page: #fff; --line: #bbb; --code: #fff;
          --isolation: #8b0000; --notable: #5c3d00; --plain: #1b3a0d; }
      """;

  private PageParts() {}

  /** The text with what HTML reads as markup, and what hides or steers, made visible. */
  public static String escaped(String text) {
    return ForeignText.oneLine(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
