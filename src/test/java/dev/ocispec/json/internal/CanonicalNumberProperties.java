package dev.ocispec.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/**
 * Numbers in RFC 8785's form, checked against ECMAScript's rule for printing a number: the fewest
 * digits that read back, among those the closest; positional from 10^-7 to below 10^21.
 */
@Tag("property")
class CanonicalNumberProperties {

  @Property(tries = 20_000)
  void anyDoubleIsPrintedByTheRule(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    check(Double.isNaN(value) ? 1 : value);
  }

  @Property(tries = 5_000)
  void numbersOfOrdinarySizeArePrintedByTheRule(@ForAll int number, @ForAll byte power) {
    check(number * Math.pow(10, power % 25));
  }

  @Example
  void numbersAtTheEdgesArePrintedByTheRule() {
    for (double edge :
        new double[] {
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          Double.MAX_VALUE,
          1e21,
          1e-6,
          1e-7,
          1e23,
          2e23,
          9007199254740992d,
          5e-324,
          0.1,
          1 / 3d,
          100,
          123456789012345680000d
        }) {
      check(edge);
      check(-edge);
      check(Math.nextUp(edge));
      check(Math.nextDown(edge));
    }
  }

  @Example
  void zeroHasNoSignAndWholeNumbersKeepTheirDigits() {
    assertThat(CanonicalNumber.of("-0.0")).isEqualTo("0");
    assertThat(CanonicalNumber.of("-0")).isEqualTo("0");
    assertThat(CanonicalNumber.of("0e5")).isEqualTo("0");
    assertThat(CanonicalNumber.of("1.0")).isEqualTo("1");
    assertThat(CanonicalNumber.of("1e2")).isEqualTo("100");
    assertThat(CanonicalNumber.of("1E+30")).isEqualTo("1e+30");
    assertThat(CanonicalNumber.of("-0.00000012")).isEqualTo("-1.2e-7");
    assertThat(CanonicalNumber.of("18446744073709551616")).isEqualTo("18446744073709551616");
    assertThat(CanonicalNumber.of("123456789012345678901234567890"))
        .isEqualTo("123456789012345678901234567890");
  }

  private static void check(double value) {
    if (value == 0 || Double.isInfinite(value)) {
      return;
    }
    BigDecimal exact = new BigDecimal(value);
    String literal = exact.toPlainString();
    // With a point it never counts as a whole number, whose digits are all kept.
    String printed = CanonicalNumber.of(literal.contains(".") ? literal : literal + ".0");

    BigDecimal number = new BigDecimal(printed).stripTrailingZeros();
    assertThat(number.doubleValue()).as("%s reads back", printed).isEqualTo(value);
    assertThat(printed).isEqualTo(laidOut(number));
    for (RoundingMode rounding : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
      if (number.precision() > 1) {
        BigDecimal shorter = exact.round(new MathContext(number.precision() - 1, rounding));
        assertThat(shorter.doubleValue()).as("%s is the shortest", printed).isNotEqualTo(value);
      }
      BigDecimal other = exact.round(new MathContext(number.precision(), rounding));
      if (other.doubleValue() == value) {
        assertThat(number.subtract(exact).abs())
            .as("%s is the closest", printed)
            .isLessThanOrEqualTo(other.subtract(exact).abs());
      }
    }
  }

  /** The rule for where the point goes. */
  private static String laidOut(BigDecimal number) {
    String sign = number.signum() < 0 ? "-" : "";
    String digits = number.unscaledValue().abs().toString();
    int k = digits.length();
    int n = k - number.scale();
    if (k <= n && n <= 21) {
      return sign + digits + "0".repeat(n - k);
    }
    if (0 < n && n <= 21) {
      return sign + digits.substring(0, n) + "." + digits.substring(n);
    }
    if (-6 < n && n <= 0) {
      return sign + "0." + "0".repeat(-n) + digits;
    }
    String fraction = k == 1 ? "" : "." + digits.substring(1);
    return sign + digits.charAt(0) + fraction + "e" + (n - 1 < 0 ? "-" : "+") + Math.abs(n - 1);
  }
}
