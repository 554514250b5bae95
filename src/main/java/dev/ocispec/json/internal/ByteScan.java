package dev.ocispec.json.internal;

import dev.ocispec.spec.internal.WordTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the bytes of a JSON text: blanks, brackets, names and strings. What it goes over has
 * been checked to be UTF-8; where anything else stands than what it is asked for, it throws {@link
 * RefusedText}.
 */
final class ByteScan {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x80 * ONES;

  private final byte[] bytes;
  private final int longestText;
  private int at;

  // The last name or string: its place, and itself where it is not as its bytes are.
  private int from;
  private int to;
  private @Nullable String decoded;

  ByteScan(byte[] bytes, int longestText) {
    this.bytes = bytes;
    this.longestText = longestText;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  void moveTo(int place) {
    at = place;
  }

  /** The byte that stands here. */
  byte peek() {
    return bytes[at];
  }

  /** Goes over one byte. */
  void step() {
    at++;
  }

  /** Goes over blanks and gives the byte behind them. */
  byte next() {
    int i = at;
    while (i < bytes.length) {
      byte b = bytes[i];
      if (b > ' ') {
        at = i;
        return b;
      }
      if (b == '\n') {
        i = indented(i + 1);
      } else if (b == ' ' || b == '\t' || b == '\r') {
        i++;
      } else {
        break;
      }
    }
    throw RefusedText.REFUSED;
  }

  /** The end of a line's indentation, which is of one kind of blank. */
  private int indented(int start) {
    int i = start;
    if (i + Long.BYTES <= bytes.length) {
      long blanks = (bytes[i] == '\t' ? '\t' : ' ') * ONES;
      long other = (long) EIGHT_BYTES.get(bytes, i) ^ blanks;
      while (other == 0 && i + 2 * Long.BYTES <= bytes.length) {
        i += Long.BYTES;
        other = (long) EIGHT_BYTES.get(bytes, i) ^ blanks;
      }
      i += Long.numberOfTrailingZeros(other) >>> 3;
    }
    return i;
  }

  /** Whether nothing but blanks follows. */
  boolean isAtEnd() {
    while (at < bytes.length
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    return at == bytes.length;
  }

  void skip(char wanted) {
    if (bytes[at] != wanted) {
      throw RefusedText.REFUSED;
    }
    at++;
  }

  void skip(String word) {
    if (at + word.length() > bytes.length) {
      throw RefusedText.REFUSED;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        throw RefusedText.REFUSED;
      }
    }
    at += word.length();
  }

  /**
   * Goes from behind the first quote of a name to its value; gives the name's place in {@code
   * names}, or -1.
   */
  int name(WordTable names) {
    toQuote(at);
    int found = decoded == null ? names.find(bytes, from, to - from) : names.find(decoded);
    colon();
    return found;
  }

  /** The same; gives the name itself. */
  String name() {
    toQuote(at);
    colon();
    return last();
  }

  private void colon() {
    next();
    skip(':');
    next();
  }

  /** Goes over a string and gives it. */
  String text() {
    skip('"');
    toQuote(at);
    return last();
  }

  /** Goes over a string and gives its place in {@code texts}, or -1. */
  int text(WordTable texts) {
    skip('"');
    toQuote(at);
    return decoded == null ? texts.find(bytes, from, to - from) : texts.find(decoded);
  }

  /** The name or string that was gone over last. */
  String last() {
    return decoded == null
        ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
        : decoded;
  }

  /** Goes over the rest of a name or string that begins at {@code start}, and its second quote. */
  private void toQuote(int start) {
    from = start;
    decoded = null;
    to = plainEnd(start);
    if (to < bytes.length && bytes[to] != '"') {
      to = ByteText.end(bytes, to);
      decoded = ByteText.of(bytes, from, to);
    }
    if (to >= bytes.length || to - from > longestText) {
      throw RefusedText.REFUSED;
    }
    at = to + 1;
  }

  /** The place of the first byte that is a quote, a backslash, a control or no ASCII. */
  private int plainEnd(int start) {
    int i = start;
    while (i + Long.BYTES <= bytes.length) {
      long eight = (long) EIGHT_BYTES.get(bytes, i);
      long quotes = eight ^ '"' * ONES;
      long backslashes = eight ^ '\\' * ONES;
      // Taking away borrows from the high bit of the first byte that is meant, and of others only
      // behind it.
      long special =
          (eight | (quotes - ONES | backslashes - ONES | eight - ' ' * ONES) & ~eight) & HIGH_BITS;
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < bytes.length && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }
}
