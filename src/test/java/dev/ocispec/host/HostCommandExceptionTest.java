package dev.ocispec.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ocispec.host.internal.HostCommand;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HostCommandExceptionTest {
  @Test
  void theMessageIsOneLineOfWhatTheCommandSaidAndTheCommandIsKeptWhole() {
    List<String> command = List.of("sh", "-c", "echo no; printf '\\033[2J'; exit 3");

    assertThatExceptionOfType(HostCommandException.class)
        .isThrownBy(() -> HostCommand.run(command))
        .withMessage(
            "the command \"sh -c echo no; printf '\\033[2J'; exit 3\" failed with exit code 3:"
                + " no\\u000a\\u001b[2J")
        .satisfies(e -> assertThat(e.command()).isEqualTo(command));
  }

  @Test
  void ofALongCommandTheMiddleIsLeftOut() {
    HostCommandException error =
        new HostCommandException(List.of("rm", "x".repeat(5000), "end"), "is missing", null);

    assertThat(error.getMessage())
        .startsWith("the command \"rm xxx")
        .endsWith("xxx end\" is missing")
        .hasSizeLessThan(600);
  }
}
