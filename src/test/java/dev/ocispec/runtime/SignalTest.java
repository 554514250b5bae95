package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SignalTest {
  @Test
  void nameShortNameAndNumberAreTheSameSignal() {
    assertThat(Signal.of("SIGTERM")).isEqualTo(Signal.of("term")).isEqualTo(Signal.of("15"));
    assertThat(Signal.KILL.number()).isEqualTo(9);
    assertThat(Signal.of("SYS").number()).isEqualTo(31);
    assertThat(Signal.of("34")).hasToString("34");
    assertThat(Signal.of("USR1")).hasToString("SIGUSR1");
  }

  @Test
  void whatIsNoSignalIsRefused() {
    for (String text : new String[] {"", "FOO", "0", "65", "-9", "999"}) {
      assertThatThrownBy(() -> Signal.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Signal.of("FOO"))
        .hasMessage("expected the name of a signal or a number from 1 to 64, found \"FOO\"");
  }
}
