package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.Signal;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLimits;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes of a command in place: how it ended, what it used, and what ended it. */
@Tag("runtime")
class InPlaceRunnerIT extends BuildFixture {
  private static final String HUNGRY = "x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done";

  private Path work() throws Exception {
    return Files.createDirectories(folder.path().resolve("work"));
  }

  private InPlaceResult run(TestRuntime runtime, Consumer<InPlaceOptions> options, String... args)
      throws Exception {
    InPlaceCommand command =
        InPlaceCommand.builder()
            .folder(work())
            .addArgs(args)
            .addEnvironment("PATH=/usr/bin:/bin", "B=2", "A=1=\u00e4", "HOME=/h")
            .shown(VisibleHost.SYSTEM.binds())
            .build();
    return InPlaceRunner.run(
        URI.create("oci://" + builds), command, o -> options.accept(o.runtime(runtime(runtime))));
  }

  private InPlaceResult script(TestRuntime runtime, Consumer<InPlaceOptions> options, String script)
      throws Exception {
    return run(runtime, options, "/bin/sh", "-c", script);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "RUNC, exit 137, 137, 0",
    "CRUN, exit 143, 143, 0",
    "RUNC, exit 255, 255, 0",
    "RUNC, kill -KILL $$, 137, 9",
    "CRUN, kill -TERM $$, 143, 15",
    "CRUN, exit 0, 0, 0"
  })
  void anExitIsToldFromASignal(TestRuntime runtime, String script, int code, int signal)
      throws Exception {
    InPlaceResult result = script(runtime, o -> {}, script);

    assertThat(result.exitCode()).hasValue(code);
    assertThat(result.signal().map(Signal::number).orElse(0)).isEqualTo(signal);
    assertThat(result.reasonCode()).isEmpty();
    assertThat(result.usage().orElseThrow().wall()).isEqualTo(result.duration());
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void whatItUsedIsMeasured(TestRuntime runtime) throws Exception {
    BuildUsage usage =
        script(runtime, o -> {}, "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done")
            .usage()
            .orElseThrow();

    assertThat(usage.user().orElseThrow()).isBetween(Duration.ofMillis(20), usage.wall());
    assertThat(usage.system()).isPresent();
    assertThat(usage.maxProcessMemory().orElseThrow()).isBetween(100_000L, 1L << 28);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void itIsSeenFromInsideAndNothingIsLeftOfThat(TestRuntime runtime) throws Exception {
    Files.writeString(work().resolve("input"), "given");

    InPlaceResult result = script(runtime, o -> o.attest(true), "exit 3");

    assertThat(result.attestation().orElseThrow().broken()).isEmpty();
    assertThat(result.attestation().orElseThrow().checks())
        .extracting(AttestationCheck::name)
        .contains("environment", "no-network", "first-process", "writable /work");
    assertThat(result.exitCode()).hasValue(3);
    assertThat(work().toFile().list()).containsExactly("input");
  }

  @Test
  void aFileThatIsNamedLikeTheProbesStays() throws Exception {
    Path mine = Files.writeString(work().resolve(".ocispec-probe"), "mine");

    InPlaceResult result = script(TestRuntime.RUNC, o -> o.attest(true), "true");

    assertThat(mine).hasContent("mine");
    assertThat(result.attestation()).isPresent();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "RUNC, nosuch, COMMAND_NOT_FOUND, the command was not found",
    "CRUN, /usr/nosuch, COMMAND_NOT_FOUND, the command was not found",
    "CRUN, ./input, COMMAND_NOT_EXECUTABLE, the command can't be run"
  })
  void whatCannotBeRunIsToldAsSuch(
      TestRuntime runtime, String program, ReasonCode code, String reason) throws Exception {
    Files.writeString(work().resolve("input"), "given");

    InPlaceResult result = run(runtime, o -> {}, program);

    assertThat(result.exitCode()).isEmpty();
    assertThat(result.reasonCode()).contains(code);
    assertThat(result.reason().orElseThrow()).startsWith(reason).contains(program);
  }

  @Test
  void withoutAFirstProcessToo() throws Exception {
    InPlaceResult result =
        run(
            TestRuntime.RUNC,
            o -> o.sandbox(Sandbox.standard().firstProcess(false)),
            "/usr/nosuch");

    assertThat(result.reasonCode()).contains(ReasonCode.COMMAND_NOT_FOUND);
    assertThat(result.usage()).isEmpty();
  }

  @Test
  void whoPrintsTooMuchIsKilledAndHeardUpToThere() throws Exception {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    SandboxLimits limits = SandboxLimits.DEFAULT.withLogBytes(1000);

    InPlaceResult result =
        script(
            TestRuntime.RUNC,
            o -> o.sandbox(Sandbox.standard().limits(limits)).stdout(heard::writeBytes),
            "while :; do echo more and more; done");

    assertThat(result.reasonCode()).contains(ReasonCode.LOG_LIMIT);
    assertThat(result.reason().orElseThrow())
        .startsWith("the command printed more than 1000 bytes, so it was killed");
    assertThat(result.exitCode()).hasValue(137);
    assertThat(heard.size()).isEqualTo(1000);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void anEndForWantOfMemoryIsToldAsSuch(TestRuntime runtime) throws Exception {
    Assumptions.assumeTrue(
        HostFacts.detect().cgroupControllers().contains("memory"),
        "control groups can't be set here");
    SandboxLimits limits = SandboxLimits.DEFAULT.withMemory(64L << 20);

    InPlaceResult result =
        script(runtime, o -> o.sandbox(Sandbox.standard().limits(limits)), HUNGRY);

    assertThat(result.reasonCode()).as(result.toString()).contains(ReasonCode.OUT_OF_MEMORY);
    assertThat(result.reason().orElseThrow()).contains("the limit is 67108864 bytes");
    assertThat(result.signal()).contains(Signal.KILL);
  }

  @Test
  void aTimeThatIsUpIsAReason() throws Exception {
    InPlaceResult result =
        script(TestRuntime.RUNC, o -> o.timeout(Duration.ofMillis(500)), "sleep 60");

    assertThat(result.timedOut()).isTrue();
    assertThat(result.reasonCode()).contains(ReasonCode.TIMEOUT);
    assertThat(result.usage()).isPresent();
    assertThat(result.duration()).isLessThan(Duration.ofSeconds(20));
  }
}
