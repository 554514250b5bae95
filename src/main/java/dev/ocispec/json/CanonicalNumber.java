package dev.ocispec.json;

import java.math.BigDecimal;
import java.util.Locale;

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
    BigDecimal shortest = new BigDecimal(shortestDigits(value)).stripTrailingZeros();
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
   * The fewest digits that read back as {@code value}. Java before 19 sometimes prints one digit
   * too many, so shorter ones are tried.
   */
  private static String shortestDigits(double value) {
    for (int precision = 1; precision < 17; precision++) {
      String text = String.format(Locale.ROOT, "%." + (precision - 1) + "e", value);
      if (Double.parseDouble(text) == value) {
        return text;
      }
    }
    return Double.toString(value);
  }
}
