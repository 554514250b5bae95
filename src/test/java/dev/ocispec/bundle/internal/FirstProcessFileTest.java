package dev.ocispec.bundle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.sandbox.FirstProcess;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the first process, for each processor. */
@Tag("unit")
class FirstProcessFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void knowsWhereTheProbeIsAndWhatItShowsByItself(String architecture) {
    String file = new String(FirstProcessFile.of(architecture), StandardCharsets.ISO_8859_1);

    assertThat(file)
        .startsWith("\u007fELF")
        .contains(FirstProcess.PROBE + "\0")
        .contains(FirstProcess.PROBE_SHELL + "\0")
        .contains(FirstProcess.SHELL + "\0");
    for (ProbeFiles shown : ProbeFiles.ALL) {
      assertThat(file).contains("= " + shown.section() + "\n\0" + shown.file() + "\0");
    }
  }

  @Test
  void variablesAreAlignedAsProcessorsNeedIt() {
    assertThat(FrameLayout.PATH % Long.BYTES).isZero();
    assertThat(FrameLayout.PATIENCE % Long.BYTES).isZero();
    assertThat(FrameLayout.CHILD_ENDS % Long.BYTES).isZero();
    assertThat(FrameLayout.PROBE_ARGUMENTS % Long.BYTES).isZero();
    assertThat(FrameLayout.END_OF_PROBE).isEqualTo(FrameLayout.REPORT - 1);
    assertThat(FrameLayout.PATH + FrameLayout.PATH_SIZE).isLessThan(FrameLayout.SIZE);
  }

  @Test
  void thereIsNoneForOthers() {
    assertThatThrownBy(() -> FirstProcessFile.of("mystery"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("found \"mystery\"");
  }
}
