package dev.ocispec.json.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Numbers in the form that ECMAScript prints, which RFC 8785 prescribes; whole numbers keep all
 * digits.
 */
final class CanonicalNumber {
  private CanonicalNumber() {}

  static String of(String literal) {
    if (literal.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9')) {
      return literal.equals("-0") ? "0" : literal;
    }
    double value = Double.parseDouble(literal);
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - shortest.scale(); // position of the decimal point
    String sign = value < 0 ? "-" : "";
    if (exponent > 0 && exponent <= 21) {
      return sign + plain(digits, exponent);
    }
    if (exponent <= 0 && exponent > -6) {
      return sign + "0." + "0".repeat(-exponent) + digits;
    }
    int power = exponent - 1;
    return sign
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e"
        + (power < 0 ? "-" : "+")
        + Math.abs(power);
  }

  private static String plain(String digits, int exponent) {
    return digits.length() <= exponent
        ? digits + "0".repeat(exponent - digits.length())
        : digits.substring(0, exponent) + "." + digits.substring(exponent);
  }

  /**
   * The fewest digits that read back as {@code value}, of several the closest, of two equally close
   * ones the even. Java's own printing is not always that short or close, but never much longer:
   * from there it is made shorter for as long as that works.
   */
  private static BigDecimal shortest(double value) {
    // No number of 17 digits is this close to the middle between two others without being there.
    BigDecimal exact = new BigDecimal(value).round(new MathContext(60, RoundingMode.HALF_EVEN));
    BigDecimal best = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    for (int digits = best.precision(); digits > 0; digits--) {
      Optional<BigDecimal> shorter = ofLength(digits, exact, value);
      if (shorter.isEmpty()) {
        return best;
      }
      best = shorter.get();
    }
    return best;
  }

  /** The closest number of that many digits, when it reads back as {@code value}. */
  private static Optional<BigDecimal> ofLength(int digits, BigDecimal exact, double value) {
    BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    if (readsBack(near, value)) {
      return Optional.of(near);
    }
    // Next to a power of two, the gap on one side is wider, and the farther number may be in it.
    RoundingMode other = near.compareTo(exact) > 0 ? RoundingMode.FLOOR : RoundingMode.CEILING;
    BigDecimal far = exact.round(new MathContext(digits, other));
    return readsBack(far, value) ? Optional.of(far) : Optional.empty();
  }

  /** BigDecimal's own way to a double takes much longer for small numbers. */
  private static boolean readsBack(BigDecimal number, double value) {
    return Double.parseDouble(number.toString()) == value;
  }
}
