package dev.ocispec.json.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers in the form that ECMAScript prints, which RFC 8785 prescribes; whole numbers keep all
 * digits.
 */
final class CanonicalNumber {
  private CanonicalNumber() {}

  static String of(String literal) {
    if (literal.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9')) {
      return literal;
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
   * ones the even. Java's own printing is not always that short or close.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; ; digits++) {
      BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (near.doubleValue() == value) {
        return near;
      }
      // Next to a power of two, the gap on one side is wider, and the farther number may be in it.
      BigDecimal far =
          exact.round(
              new MathContext(
                  digits, near.compareTo(exact) > 0 ? RoundingMode.FLOOR : RoundingMode.CEILING));
      if (far.doubleValue() == value) {
        return far;
      }
    }
  }
}
