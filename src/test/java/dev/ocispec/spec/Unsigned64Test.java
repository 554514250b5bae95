package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class Unsigned64Test {
  private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);

  @Test
  void theLargestValueIsExact() {
    assertThat(Unsigned64.MAX.toBigInteger()).isEqualTo(TWO_TO_64.subtract(BigInteger.ONE));
    assertThat(Unsigned64.MAX).hasToString("18446744073709551615");
    assertThat(Unsigned64.MAX.toBits()).isEqualTo(-1);
    assertThat(Unsigned64.UNLIMITED).isEqualTo(Unsigned64.MAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "1", "9223372036854775807", "9223372036854775808", "18446744073709551615"})
  void digitsGoInAndOutUnchanged(String digits) {
    Unsigned64 number = Unsigned64.parse(digits);

    assertThat(number).hasToString(digits).isEqualTo(Unsigned64.of(new BigInteger(digits)));
    assertThat(number.toBigInteger()).isEqualTo(digits);
    assertThat(Unsigned64.ofBits(number.toBits())).isEqualTo(number).hasSameHashCodeAs(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "1.0",
        "1e3",
        " 1",
        "1 ",
        "0x1",
        "18446744073709551616",
        "٣",
        "max"
      })
  void anythingButDigitsOfAFittingNumberIsRefused(String text) {
    assertThatThrownBy(() -> Unsigned64.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 0 to 2^64-1, found \"" + text + "\"");
  }

  @Test
  void numbersOutsideTheRangeAreRefused() {
    assertThatThrownBy(() -> Unsigned64.of(-1)).hasMessage("expected 0 to 2^64-1, found -1");
    assertThatThrownBy(() -> Unsigned64.of(TWO_TO_64))
        .hasMessage("expected 0 to 2^64-1, found 18446744073709551616");
    assertThatThrownBy(() -> Unsigned64.of(BigInteger.ONE.negate()))
        .hasMessage("expected 0 to 2^64-1, found -1");
  }

  @Test
  void theOrderIsThatOfTheNumbers() {
    Unsigned64 middle = Unsigned64.parse("9223372036854775808");

    assertThat(Unsigned64.ZERO).isLessThan(Unsigned64.of(1));
    assertThat(middle).isGreaterThan(Unsigned64.of(Long.MAX_VALUE)).isLessThan(Unsigned64.MAX);
  }

  @Test
  void onlyWhatFitsALongIsGivenAsOne() {
    assertThat(Unsigned64.of(Long.MAX_VALUE).toLongExact()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(Unsigned64.MAX::toLongExact)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("18446744073709551615 does not fit a long");
  }
}
