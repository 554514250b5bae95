package dev.ocispec.report.internal;

/** Text in XML documents. */
public final class XmlText {
  private XmlText() {}

  /** An attribute, after a space. */
  public static void attribute(String name, String value, StringBuilder xml) {
    xml.append(' ').append(name).append("=\"");
    escape(value, xml);
    xml.append('"');
  }

  /** An attribute that is a number. */
  public static void attribute(String name, long value, StringBuilder xml) {
    attribute(name, Long.toString(value), xml);
  }

  /** The text on one line, with what XML can't hold as JSON would escape it. */
  public static void escape(String text, StringBuilder xml) {
    ForeignText.oneLine(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case 0xFFFE, 0xFFFF -> xml.append('\uFFFD');
                default -> xml.appendCodePoint(c);
              }
            });
  }
}
