package dev.ocispec.cli;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of a document as a terminal can show them: control characters, and what is invisible or
 * turns the direction of writing, are replaced by a dot; of a long line the part around the column.
 */
final class SourceExcerpts {
  private static final int BEFORE = 50;
  private static final int AFTER = 40;
  private static final int TAB = 2;
  private static final String CUT = "…";

  /**
   * A part of a line.
   *
   * @param text the part, safe for a terminal
   * @param caret how many characters of it stand before the column
   */
  record Excerpt(String text, int caret) {}

  private final byte[] bytes;
  // Where the last excerpt was, so that a thousand findings in one long line are found in one pass.
  private int line = 1;
  private int column = 1;
  private int offset;

  SourceExcerpts(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The part of {@code atLine} around {@code atColumn}; empty when the document has no such line.
   */
  Optional<Excerpt> at(int atLine, int atColumn) {
    if (atLine < line || atLine == line && atColumn < column) {
      line = 1;
      column = 1;
      offset = 0;
    }
    while (offset < bytes.length && (line < atLine || line == atLine && column < atColumn)) {
      if (bytes[offset] == '\n') {
        if (line == atLine) {
          break;
        }
        line++;
        column = 1;
        offset++;
      } else {
        column++;
        offset = next(offset);
      }
    }
    return line == atLine ? around() : Optional.empty();
  }

  private int next(int from) {
    int to = from + 1;
    while (to < bytes.length && (bytes[to] & 0xC0) == 0x80) {
      to++;
    }
    return to;
  }

  private Optional<Excerpt> around() {
    int from = offset;
    for (int i = 0; i < BEFORE && from > 0 && bytes[from - 1] != '\n'; i++) {
      from--;
      while (from > 0 && (bytes[from] & 0xC0) == 0x80) {
        from--;
      }
    }
    int to = offset;
    for (int i = 0; i < AFTER && to < bytes.length && bytes[to] != '\n'; i++) {
      to = next(to);
    }
    boolean begun = from > 0 && bytes[from - 1] != '\n';
    boolean more = to < bytes.length && bytes[to] != '\n' && bytes[to] != '\r';
    String before = shown(from, offset);
    String indented = begun ? before : before.stripLeading();
    String start = begun ? CUT + indented : indented;
    String part = start + shown(offset, to).stripTrailing() + (more ? CUT : "");
    return part.isBlank()
        ? Optional.empty()
        : Optional.of(new Excerpt(part, start.codePointCount(0, start.length())));
  }

  private String shown(int from, int to) {
    StringBuilder text = new StringBuilder();
    new String(bytes, from, to - from, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(
            c -> {
              if (c == '\t') {
                text.append(" ".repeat(TAB));
              } else if (c != '\r') {
                text.appendCodePoint(isPlain(c) ? c : '·');
              }
            });
    return text.toString();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
