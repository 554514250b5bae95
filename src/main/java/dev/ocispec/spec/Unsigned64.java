package dev.ocispec.spec;

import dev.ocispec.report.internal.ForeignText;
import java.math.BigInteger;

/**
 * A whole number from 0 to 2^64-1, exactly.
 *
 * <p>Limits such as {@code RLIMIT_CORE} use the whole range: 2^64-1 means "no limit" to the kernel.
 * Builders take a {@code long} as well wherever this type is used.
 */
public final class Unsigned64 implements Comparable<Unsigned64>, JacksonScalar {
  /** 0. */
  public static final Unsigned64 ZERO = new Unsigned64(0);

  /** 2^64-1, the largest value. */
  public static final Unsigned64 MAX = new Unsigned64(-1);

  /** 2^64-1 under the name that resource limits give it ({@code RLIM_INFINITY}). */
  public static final Unsigned64 UNLIMITED = MAX;

  private static final BigInteger MAX_BIG = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final long bits;

  private Unsigned64(long bits) {
    this.bits = bits;
  }

  /**
   * {@return the number {@code value}}
   *
   * @param value a number from 0 on
   * @throws IllegalArgumentException when it is negative
   */
  public static Unsigned64 of(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("expected 0 to 2^64-1, found " + value);
    }
    return value == 0 ? ZERO : new Unsigned64(value);
  }

  /**
   * {@return the number {@code value}}
   *
   * @param value a number from 0 to 2^64-1
   * @throws IllegalArgumentException when it is negative or above 2^64-1
   */
  public static Unsigned64 of(BigInteger value) {
    if (value.signum() < 0 || value.compareTo(MAX_BIG) > 0) {
      throw new IllegalArgumentException("expected 0 to 2^64-1, found " + value);
    }
    return new Unsigned64(value.longValue());
  }

  /**
   * {@return the number whose 64 bits are {@code bits}, so that -1 gives {@link #MAX}}
   *
   * @param bits the number's bits
   */
  public static Unsigned64 ofBits(long bits) {
    return new Unsigned64(bits);
  }

  /**
   * Reads decimal digits.
   *
   * @param text the digits
   * @return the number
   * @throws IllegalArgumentException when the text is anything but the digits of a number up to
   *     2^64-1
   */
  public static Unsigned64 parse(String text) {
    // Java's own parser also takes a plus sign and the digits of other scripts.
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || new BigInteger(text).compareTo(MAX_BIG) > 0) {
      throw new IllegalArgumentException(
          "expected 0 to 2^64-1, found \"" + ForeignText.shown(text) + "\"");
    }
    return of(new BigInteger(text));
  }

  /** {@return the 64 bits; negative for values of 2^63 and above} */
  public long toBits() {
    return bits;
  }

  /**
   * {@return the value as a {@code long}}
   *
   * @throws ArithmeticException when it is 2^63 or more
   */
  public long toLongExact() {
    if (bits < 0) {
      throw new ArithmeticException(this + " does not fit a long");
    }
    return bits;
  }

  /** {@return the value without bound} */
  public BigInteger toBigInteger() {
    return bits >= 0 ? BigInteger.valueOf(bits) : new BigInteger(Long.toUnsignedString(bits));
  }

  @Override
  public int compareTo(Unsigned64 other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Unsigned64 number && number.bits == bits;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(bits);
  }

  /** Decimal digits. */
  @Override
  public String toString() {
    return Long.toUnsignedString(bits);
  }
}
