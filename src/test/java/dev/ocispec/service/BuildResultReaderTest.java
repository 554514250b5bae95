package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.attestation.Observation;
import dev.ocispec.runtime.Signal;
import dev.ocispec.sandbox.SandboxShell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Results as they come from another machine. */
@Tag("unit")
class BuildResultReaderTest {
  private static final BuildUsage USAGE =
      ImmutableBuildUsage.builder()
          .wall(Duration.ofMillis(5))
          .user(Duration.ofMillis(4))
          .system(Duration.ofMillis(3))
          .maxMemory(OptionalLong.of(1 << 20))
          .processes(OptionalLong.of(7))
          .bytesRead(OptionalLong.of(8))
          .bytesWritten(OptionalLong.of(9))
          .build();

  private static final BuildResult FULL =
      ImmutableBuildResult.builder()
          .status(BuildStatus.FAILED)
          .reason("the command was killed")
          .reasonCode(ReasonCode.SIGNAL)
          .exitCode(137)
          .signal(Signal.KILL)
          .duration(Duration.ofMillis(123))
          .usage(USAGE)
          .logTail("last \u00e9\n")
          .shell(new SandboxShell(Path.of("/bin/dash"), SandboxShell.Kind.values()[0]))
          .addOutputs(
              new BuildOutput(
                  "build/out",
                  Optional.empty(),
                  List.of("needle"),
                  Optional.of("sha256:aa"),
                  List.of(new LeavingLink("build/out/l", "/etc")),
                  Optional.of("sha256:bb")))
          .attestation(
              new Attestation(
                  "sha256:cc",
                  Path.of("/usr/sbin/runc"),
                  List.of(new AttestationCheck("uids", false, "1", "2")),
                  new Observation(Map.of("uids", List.of("2")))))
          .cached(true)
          .build();

  @Test
  void whatWasWrittenIsReadBack() {
    assertThat(BuildResult.read(FULL.toJson())).isEqualTo(FULL);
  }

  @Test
  void aResultWithLittleInItIsReadBackToo() {
    BuildResult small = BuildResult.runtimeError("no runtime");

    assertThat(BuildResult.read(small.toJson())).isEqualTo(small);
  }

  @Test
  void whatIsNewerThanThisReleaseIsPassedOver() {
    assertThat(BuildResult.read("{\"status\":\"succeeded\",\"later\":[1]}").isSuccess()).isTrue();
  }

  @Test
  void anythingElseIsRefused() {
    for (String text : List.of("", "ocispec: not found", "[]", "{}", "{\"status\":\"odd\"}")) {
      assertThatThrownBy(() -> BuildResult.read(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a build's result");
    }
  }
}
