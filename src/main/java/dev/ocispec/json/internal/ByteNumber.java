package dev.ocispec.json.internal;

import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.internal.TextRules;
import java.nio.charset.StandardCharsets;

/**
 * The numbers of a JSON text. They end where no digit follows; whoever goes on reading finds out
 * whether anything may stand there. Where there is no number of the kind that is asked for they
 * throw {@link RefusedText}.
 */
final class ByteNumber {
  /** Any number of as many digits fits 64 bits without sign. */
  private static final int MOST_DIGITS = 19;

  /** The smallest number of one digit more, as bits. */
  private static final long TWENTY_DIGITS = Long.parseUnsignedLong("10000000000000000000");

  private ByteNumber() {}

  /** A whole number from -2^63 to 2^63-1. */
  static long signed(ByteScan scan, int longest) {
    byte[] bytes = scan.bytes();
    boolean negative = scan.peek() == '-';
    int from = negative ? scan.at() + 1 : scan.at();
    int end = digits(bytes, from);
    requireWhole(bytes, from, end, Math.min(longest, MOST_DIGITS));
    long value = value(bytes, from, end);
    // What does not fit has become negative; -2^63 is its own opposite.
    if (value < 0 && !(negative && value == Long.MIN_VALUE)) {
      throw RefusedText.REFUSED;
    }
    scan.moveTo(end);
    return negative ? -value : value;
  }

  /** A whole number from 0 to 2^64-1, as bits. */
  static long unsigned(ByteScan scan, int longest) {
    byte[] bytes = scan.bytes();
    int from = scan.at();
    int end = digits(bytes, from);
    requireWhole(bytes, from, end, Math.min(longest, MOST_DIGITS + 1));
    long bits = value(bytes, from, end);
    // One digit more can begin with 1 alone, and goes round to less where it does not fit.
    if (end - from > MOST_DIGITS
        && (bytes[from] != '1' || Long.compareUnsigned(bits, TWENTY_DIGITS) < 0)) {
      throw RefusedText.REFUSED;
    }
    scan.moveTo(end);
    return bits;
  }

  /** A number of any form. */
  static JsonValue any(ByteScan scan, int longest) {
    byte[] bytes = scan.bytes();
    int start = scan.at();
    int from = bytes[start] == '-' ? start + 1 : start;
    int whole = digits(bytes, from);
    requireWhole(bytes, from, whole, longest);
    int end = exponent(bytes, fraction(bytes, whole));
    if (end - start > longest) {
      throw RefusedText.REFUSED;
    }
    scan.moveTo(end);
    if (end == whole && whole - from < MOST_DIGITS) {
      long value = value(bytes, from, whole);
      if (from == start || value != 0) {
        return JsonValue.of(from == start ? value : -value);
      }
    }
    String literal = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    if (end > whole && TextRules.isBeyondDouble(literal)) {
      throw RefusedText.REFUSED;
    }
    return JsonValue.number(literal);
  }

  private static int fraction(byte[] bytes, int at) {
    return at < bytes.length && bytes[at] == '.' ? someDigits(bytes, at + 1) : at;
  }

  private static int exponent(byte[] bytes, int at) {
    if (at >= bytes.length || bytes[at] != 'e' && bytes[at] != 'E') {
      return at;
    }
    boolean sign = at + 1 < bytes.length && (bytes[at + 1] == '+' || bytes[at + 1] == '-');
    return someDigits(bytes, sign ? at + 2 : at + 1);
  }

  private static int someDigits(byte[] bytes, int from) {
    int end = digits(bytes, from);
    if (end == from) {
      throw RefusedText.REFUSED;
    }
    return end;
  }

  /** The end of the digits at {@code from}. */
  private static int digits(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  /** There must be digits, not too many, and no zero before others. */
  private static void requireWhole(byte[] bytes, int from, int end, int most) {
    if (end == from || end - from > most || bytes[from] == '0' && end - from > 1) {
      throw RefusedText.REFUSED;
    }
  }

  private static long value(byte[] bytes, int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }
}
