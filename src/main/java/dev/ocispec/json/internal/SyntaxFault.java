package dev.ocispec.json.internal;

import dev.ocispec.report.internal.ForeignText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The first place where a text is not JSON, in words. Only looked for when a parser has refused the
 * text: it goes through all of it once more, byte by byte, and builds nothing.
 *
 * @param offset where it is, in bytes
 * @param message what was expected and what was found
 */
record SyntaxFault(int offset, String message) {
  /** The fault in {@code bytes}; empty when all of them are JSON. */
  static Optional<SyntaxFault> in(byte[] bytes) {
    Scan scan = new Scan(bytes);
    try {
      scan.document();
      return Optional.empty();
    } catch (Found e) {
      return Optional.of(e.fault);
    }
  }

  private static final class Found extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient SyntaxFault fault;

    Found(SyntaxFault fault) {
      super(fault.message, null, false, false);
      this.fault = fault;
    }
  }

  private static final class Scan {
    private static final String ESCAPES = "\"\\/bfnrtu";

    private final byte[] bytes;
    // What is open: '{' or '['.
    private final Deque<Character> open = new ArrayDeque<>();
    private int at;

    Scan(byte[] bytes) {
      this.bytes = bytes;
    }

    /** One value; the text after it is another finding. */
    void document() throws Found {
      do {
        boolean closed = beginValue();
        while (closed && !open.isEmpty()) {
          closed = endElement();
        }
      } while (!open.isEmpty());
    }

    /** Whether the value that begins here has also ended: it is no object or list with content. */
    private boolean beginValue() throws Found {
      skipBlanks();
      switch (peek()) {
        case '{' -> {
          return enter('{', '}');
        }
        case '[' -> {
          return enter('[', ']');
        }
        case '"' -> string("string");
        case 't' -> word("true");
        case 'f' -> word("false");
        case 'n' -> word("null");
        case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
        default -> throw fault("a value");
      }
      return true;
    }

    private boolean enter(char opening, char closing) throws Found {
      at++;
      skipBlanks();
      if (peek() == closing) {
        at++;
        return true;
      }
      open.push(opening);
      if (opening == '{') {
        name("a name in quotes, or }");
      }
      return false;
    }

    /** After an element: a comma, and the next element begins; or its container has ended, too. */
    private boolean endElement() throws Found {
      skipBlanks();
      boolean object = open.peek() == '{';
      int next = peek();
      if (next == (object ? '}' : ']')) {
        at++;
        open.pop();
        return true;
      }
      if (next != ',') {
        throw fault(object ? "a comma or }" : "a comma or ]");
      }
      at++;
      skipBlanks();
      if (object) {
        name("a name in quotes");
      } else if (peek() == ']') {
        throw fault("a value after the comma");
      }
      return false;
    }

    private void name(String expected) throws Found {
      if (peek() != '"') {
        throw fault(expected);
      }
      int start = at;
      string("name");
      requireText(start);
      skipBlanks();
      if (peek() != ':') {
        throw fault("a colon after the name");
      }
      at++;
    }

    /** Names must be text, too: parsers refuse half of a surrogate pair in them. */
    private void requireText(int start) throws Found {
      int high = 0;
      for (int i = start + 1; i < at; i++) {
        int unit = 0;
        if (bytes[i] == '\\') {
          i++;
          if (bytes[i] == 'u') {
            unit = Integer.parseInt(new String(bytes, i + 1, 4, StandardCharsets.US_ASCII), 16);
            i += 4;
          }
        }
        boolean low = unit >>> 10 == 0xDC00 >>> 10;
        if (low != high > 0) {
          throw new Found(
              new SyntaxFault(start, "expected text, found a lone surrogate in the name"));
        }
        high = unit >>> 10 == 0xD800 >>> 10 ? unit : 0;
      }
    }

    private void string(String what) throws Found {
      int start = at++;
      while (peek() != '"') {
        if (peek() < 0) {
          at = start;
          throw new Found(
              new SyntaxFault(
                  at, "expected a closing quote for this " + what + ", found the end of the text"));
        }
        if (peek() < 0x20) {
          throw fault("a closing quote or an escape such as \\n in this " + what);
        }
        if (bytes[at] == '\\') {
          at++;
          escape();
        } else {
          at++;
        }
      }
      at++;
    }

    private void escape() throws Found {
      if (peek() < 0 || ESCAPES.indexOf(peek()) < 0) {
        throw fault("one of \" \\ / b f n r t u after the backslash");
      }
      boolean hexadecimal = bytes[at++] == 'u';
      for (int i = 0; hexadecimal && i < 4; i++, at++) {
        if (Character.digit(peek(), 16) < 0) {
          throw fault("four hexadecimal digits after \\u");
        }
      }
    }

    private void word(String word) throws Found {
      int start = at;
      for (int i = 0; i < word.length(); i++, at++) {
        if (peek() != word.charAt(i)) {
          at = start;
          throw fault("a value");
        }
      }
      if (isWordPart(peek())) {
        at = start;
        throw fault("a value");
      }
    }

    private void number() throws Found {
      int start = at;
      at += peek() == '-' ? 1 : 0;
      if (peek() == '0') {
        at++;
        if (isDigit(peek())) {
          at = start;
          throw fault("a number without leading zeros");
        }
      } else {
        digits();
      }
      if (peek() == '.') {
        at++;
        digits();
      }
      if (peek() == 'e' || peek() == 'E') {
        at++;
        at += peek() == '+' || peek() == '-' ? 1 : 0;
        digits();
      }
      if (isWordPart(peek())) {
        throw fault("the end of the number");
      }
    }

    private void digits() throws Found {
      if (!isDigit(peek())) {
        throw fault("a digit");
      }
      while (isDigit(peek())) {
        at++;
      }
    }

    private static boolean isDigit(int c) {
      return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(int c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '+';
    }

    private void skipBlanks() {
      while (at < bytes.length && " \t\n\r".indexOf(bytes[at]) >= 0) {
        at++;
      }
    }

    private int peek() {
      return at < bytes.length ? bytes[at] & 0xFF : -1;
    }

    private Found fault(String expected) {
      return new Found(new SyntaxFault(at, "expected " + expected + ", found " + found()));
    }

    /** What stands here: a whole word where one begins, else one character. */
    private String found() {
      if (at >= bytes.length) {
        return "the end of the text";
      }
      int end = at;
      while (end < bytes.length && isWordPart(bytes[end] & 0x7F) && bytes[end] >= 0) {
        end++;
      }
      if (end == at) {
        end++;
        while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
          end++;
        }
      }
      String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
      return switch (text) {
        case "\n", "\r" -> "the end of the line";
        case "\"" -> "a string";
        default ->
            text.startsWith("/") || text.equals("#")
                ? ForeignText.shown(text) + " (JSON has no comments)"
                : ForeignText.shown(text);
      };
    }
  }
}
