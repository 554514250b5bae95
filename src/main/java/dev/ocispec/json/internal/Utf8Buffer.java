package dev.ocispec.json.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, and how JSON's strings and numbers are put there as UTF-8. */
final class Utf8Buffer {
  /** The longest that some Java machines can make. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  /** A character takes no more, escaped or not. */
  private static final int CHARACTER = 6;

  private static final int DIGITS = 19;

  /** What stands for a character below 128 after a backslash; 0 where it stands for itself. */
  private static final byte[] ESCAPES = new byte[128];

  /** In {@link #ESCAPES}: the character is written by its number. */
  private static final byte BY_NUMBER = 'u';

  static {
    Arrays.fill(ESCAPES, 0, ' ', BY_NUMBER);
    ESCAPES['\b'] = 'b';
    ESCAPES['\f'] = 'f';
    ESCAPES['\n'] = 'n';
    ESCAPES['\r'] = 'r';
    ESCAPES['\t'] = 't';
    ESCAPES['"'] = '"';
    ESCAPES['\\'] = '\\';
  }

  private final byte[] hexadecimal;
  private byte[] bytes;
  private int length;
  private boolean broken;

  /** An empty one in {@code bytes} for as long as they do, with these digits in escapes. */
  Utf8Buffer(byte[] bytes, String hexadecimal) {
    this.bytes = bytes;
    this.hexadecimal = hexadecimal.getBytes(StandardCharsets.US_ASCII);
  }

  /** What holds the content, from its first byte on. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes are content. */
  int length() {
    return length;
  }

  /** Whether a string had a lone surrogate, which UTF-8 can't express; the content is of no use. */
  boolean isBroken() {
    return broken;
  }

  /** Whether the content ends with {@code character}. */
  boolean endsWith(char character) {
    return length > 0 && bytes[length - 1] == character;
  }

  /** Takes the last byte away. */
  void shorten() {
    length--;
  }

  void put(char ascii) {
    room(1)[length++] = (byte) ascii;
  }

  void put(byte[] more) {
    System.arraycopy(more, 0, room(more.length), length, more.length);
    length += more.length;
  }

  /** A string of ASCII as it is, and {@code after}. */
  void put(String ascii, char after) {
    byte[] to = room(ascii.length() + 1L);
    for (int i = 0; i < ascii.length(); i++) {
      to[length++] = (byte) ascii.charAt(i);
    }
    to[length++] = (byte) after;
  }

  void fill(char ascii, int count) {
    Arrays.fill(room(count), length, length + count, (byte) ascii);
    length += count;
  }

  /** A string in quotes, and {@code after}. */
  void quote(String value, char after) {
    int size = value.length();
    byte[] to = room(size + 3L);
    int at = length;
    to[at++] = '"';
    for (int i = 0; i < size; i++) {
      char c = value.charAt(i);
      if (c >= ESCAPES.length || ESCAPES[c] != 0) {
        length = at;
        rest(value, i);
        put("\"", after);
        return;
      }
      to[at++] = (byte) c;
    }
    to[at++] = '"';
    to[at++] = (byte) after;
    length = at;
  }

  /** A string from the first character on that is not simply a byte. */
  private void rest(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      byte[] to = room(CHARACTER);
      if (c < ESCAPES.length) {
        ascii(c, to);
      } else if (c < 0x800) {
        to[length++] = (byte) (0xc0 | c >> 6);
        to[length++] = continuing(c);
      } else if (!Character.isSurrogate(c)) {
        to[length++] = (byte) (0xe0 | c >> 12);
        to[length++] = continuing(c >> 6);
        to[length++] = continuing(c);
      } else {
        i++;
        if (i == value.length() || !Character.isSurrogatePair(c, value.charAt(i))) {
          broken = true;
          return;
        }
        int point = Character.toCodePoint(c, value.charAt(i));
        to[length++] = (byte) (0xf0 | point >> 18);
        to[length++] = continuing(point >> 12);
        to[length++] = continuing(point >> 6);
        to[length++] = continuing(point);
      }
    }
  }

  private void ascii(char c, byte[] to) {
    byte escape = ESCAPES[c];
    if (escape == 0) {
      to[length++] = (byte) c;
      return;
    }
    to[length++] = '\\';
    to[length++] = escape;
    if (escape == BY_NUMBER) {
      to[length++] = '0';
      to[length++] = '0';
      to[length++] = hexadecimal[c >> 4];
      to[length++] = hexadecimal[c & 0xf];
    }
  }

  private static byte continuing(int bits) {
    return (byte) (0x80 | bits & 0x3f);
  }

  /** A whole number, and {@code after}. */
  void integer(long value, char after) {
    if (value == Long.MIN_VALUE) {
      put(Long.toString(value), after); // has no positive counterpart
      return;
    }
    byte[] to = room(DIGITS + 2L);
    long left = value;
    if (left < 0) {
      to[length++] = '-';
      left = -left;
    }
    int end = length + digits(left);
    int at = end;
    while (left >= 10) {
      long tens = left / 10;
      to[--at] = (byte) ('0' + (left - tens * 10));
      left = tens;
    }
    to[--at] = (byte) ('0' + left);
    to[end] = (byte) after;
    length = end + 1;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; digits < DIGITS && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  private byte[] room(long more) {
    if (more > bytes.length - length) {
      grow(length + more);
    }
    return bytes;
  }

  private void grow(long needed) {
    if (needed > LONGEST) {
      throw new OutOfMemoryError("no array is as long as the document");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(LONGEST, Math.max(needed, 2L * bytes.length)));
  }
}
