package dev.ocispec.json.internal;

import dev.ocispec.spec.internal.TextRules;
import java.nio.charset.StandardCharsets;

/** A string of a JSON text that has more in it than ASCII: escapes, or longer characters. */
final class ByteText {
  private ByteText() {}

  /**
   * The place of the closing quote.
   *
   * @param at a place within the string, where a character begins
   * @throws RefusedText when there is none, or something before it that may not stand in a string
   */
  static int end(byte[] bytes, int at) {
    int i = at;
    while (i < bytes.length && bytes[i] != '"') {
      byte b = bytes[i];
      if (b == '\\') {
        i += 2;
      } else if (b < 0) {
        int length = Utf8.sequenceLength(bytes, i);
        if (length == 0) {
          throw RefusedText.REFUSED;
        }
        i += length;
      } else if (b < ' ') {
        throw RefusedText.REFUSED;
      } else {
        i++;
      }
    }
    if (i >= bytes.length) {
      throw RefusedText.REFUSED;
    }
    return i;
  }

  /**
   * The string between two quotes, of which {@link #end} has found the second.
   *
   * @throws RefusedText when an escape is none, or gives half of a surrogate pair
   */
  static String of(byte[] bytes, int from, int to) {
    int escape = from;
    while (escape < to && bytes[escape] != '\\') {
      escape++;
    }
    if (escape == to) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder(to - from);
    int plain = from;
    while (escape < to) {
      text.append(new String(bytes, plain, escape - plain, StandardCharsets.UTF_8));
      plain = escape + unescape(bytes, escape, to, text);
      escape = plain;
      while (escape < to && bytes[escape] != '\\') {
        escape++;
      }
    }
    String whole =
        text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8)).toString();
    if (TextRules.hasLoneSurrogate(whole)) {
      throw RefusedText.REFUSED;
    }
    return whole;
  }

  /** Appends what the escape at {@code at} stands for, and gives its length. */
  private static int unescape(byte[] bytes, int at, int to, StringBuilder text) {
    switch (bytes[at + 1]) {
      case '"', '\\', '/' -> text.append((char) bytes[at + 1]);
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> {
        text.append(unit(bytes, at + 2, to));
        return 6;
      }
      default -> throw RefusedText.REFUSED;
    }
    return 2;
  }

  private static char unit(byte[] bytes, int from, int to) {
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < to && bytes[i] > 0 ? Character.digit(bytes[i], 16) : -1;
      if (digit < 0) {
        throw RefusedText.REFUSED;
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }
}
