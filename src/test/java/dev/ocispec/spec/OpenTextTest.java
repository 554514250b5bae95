package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Strings with known values, by some of those that are generated. */
@Tag("unit")
class OpenTextTest {
  @Test
  void aKnownTextIsItsConstant() {
    assertThat(LinuxNamespaceType.of("network")).isSameAs(LinuxNamespaceType.NETWORK);
    assertThat(LinuxNamespaceType.known()).allMatch(LinuxNamespaceType::isKnown);
    assertThat(LinuxNamespaceType.known()).contains(LinuxNamespaceType.NETWORK);
  }

  @Test
  void anyOtherTextIsKeptExactly() {
    LinuxNamespaceType odd = LinuxNamespaceType.of(" Network\u0000");

    assertThat(odd.isKnown()).isFalse();
    assertThat(odd.text()).isEqualTo(" Network\u0000");
    assertThat(odd).hasToString(" Network\u0000").isNotEqualTo(LinuxNamespaceType.NETWORK);
  }

  @Test
  void equalTextIsEqualWithinAType() {
    assertThat(LinuxNamespaceType.of("x"))
        .isEqualTo(LinuxNamespaceType.of("x"))
        .hasSameHashCodeAs(LinuxNamespaceType.of("x"))
        .isNotEqualTo(LinuxNamespaceType.of("X"))
        .isNotEqualTo(ZOSNamespaceType.of("x"));
    assertThat((Object) LinuxNamespaceType.of("x")).isNotEqualTo("x");
  }

  @Test
  void nullIsNoText() {
    assertThatNullPointerException().isThrownBy(() -> LinuxNamespaceType.of(null));
  }

  @Test
  void mountOptionsStayStrings() {
    String option = MountOption.RO;

    assertThat(option).isEqualTo("ro");
    assertThat(MountOption.known()).contains("rbind", "nosuid", "ro");
  }
}
