package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a build used, and a limit that it came to grief on, are in its result. */
@Tag("runtime")
class BuildUsageIT extends BuildFixture {
  private static final String BUSY = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
  private static final String HUNGRY = "x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done";

  private BuildResult build(TestRuntime runtime, SandboxLimits limits, String script)
      throws Exception {
    try (BuildService service =
        open(o -> o.runtime(runtime(runtime)).sandbox(sandbox().limits(limits)))) {
      return await(service.start(request(script)));
    }
  }

  private static void requireGroups() {
    Set<String> controllers = HostFacts.detect().cgroupControllers();
    Assumptions.assumeTrue(
        controllers.containsAll(Set.of("memory", "pids")), "control groups can't be set here");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void timesMemoryAndProcessesAreMeasured(TestRuntime runtime) throws Exception {
    requireGroups();
    BuildResult result = build(runtime, SandboxLimits.DEFAULT, BUSY + "; sleep 0.1 & wait");

    BuildUsage usage = result.usage().orElseThrow();
    assertThat(usage.wall()).isEqualTo(result.duration());
    assertThat(usage.user().orElseThrow()).isBetween(Duration.ofMillis(20), usage.wall());
    assertThat(usage.system()).isPresent();
    assertThat(usage.maxMemory().orElseThrow()).isBetween(100_000L, 1L << 30);
    assertThat(usage.processes().orElseThrow()).isBetween(2L, 100L);
    assertThat(result.toJson())
        .contains("\"usage\":{\"wallMillis\":" + usage.wall().toMillis())
        .contains("\"userMillis\":" + usage.user().orElseThrow().toMillis())
        .contains("\"maxMemoryBytes\":" + usage.maxMemory().orElseThrow());
  }

  @Test
  void aBuildOfAMomentIsMeasuredToo() throws Exception {
    requireGroups();
    BuildUsage usage = build(request("exit 0")).usage().orElseThrow();

    assertThat(usage.user()).isPresent();
    assertThat(usage.maxMemory()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void anEndForWantOfMemoryIsToldAsSuch(TestRuntime runtime) throws Exception {
    requireGroups();
    BuildResult result = build(runtime, SandboxLimits.DEFAULT.withMemory(64L << 20), HUNGRY);

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
    assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.OUT_OF_MEMORY);
    assertThat(result.reason().orElseThrow())
        .contains("the kernel had killed")
        .contains("the limit is 67108864 bytes");
    assertThat(result.toJson()).contains("\"reasonCode\":\"out-of-memory\"");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void soIsOneThatTheShellSurvived(TestRuntime runtime) throws Exception {
    requireGroups();
    BuildResult result =
        build(
            runtime,
            SandboxLimits.DEFAULT.withMemory(64L << 20),
            "sh -c '" + HUNGRY + "'; exit $?");

    assertThat(result.exitCode()).as(result.toJson()).hasValue(137);
    assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.OUT_OF_MEMORY);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void soIsTheLimitOfProcesses(TestRuntime runtime) throws Exception {
    requireGroups();
    BuildResult result =
        build(runtime, SandboxLimits.DEFAULT.withProcesses(20), sleepers(22) + "wait");

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
    assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.PROCESS_LIMIT);
    assertThat(result.reason().orElseThrow())
        .isEqualTo(
            "the command exited with code 2: the kernel had refused it a process beyond the limit"
                + " of 20 processes and threads, set by SandboxLimits.processes (--processes)");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void whoUsesAllProcessesItMayAndFailsForItselfDidNotComeToGriefOnThem(TestRuntime runtime)
      throws Exception {
    requireGroups();
    // With the first process and the shell 20, which the runtime needs for itself, too.
    BuildResult result =
        build(runtime, SandboxLimits.DEFAULT.withProcesses(20), sleepers(18) + "wait; exit 3");

    assertThat(result.usage().orElseThrow().processes()).as(result.toJson()).hasValue(20);
    assertThat(result.reasonCode()).contains(ReasonCode.EXIT);
    assertThat(result.reason()).contains("the command exited with code 3");
  }

  @Test
  void withoutFirstProcessNobodyKnowsButItIsSaid() throws Exception {
    requireGroups();
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(TestRuntime.RUNC))
                    .sandbox(
                        sandbox()
                            .firstProcess(false)
                            .limits(SandboxLimits.DEFAULT.withProcesses(20))))) {
      BuildResult result = await(service.start(request(sleepers(19) + "wait; exit 3")));

      assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.EXIT);
      assertThat(result.reason().orElseThrow())
          .isEqualTo(
              "the command exited with code 3: it may have been refused a process, since it was at"
                  + " the limit of 20 processes and threads, set by SandboxLimits.processes"
                  + " (--processes)");
    }
  }

  private static String sleepers(int count) {
    return "for i in $(seq " + count + "); do sleep 1 & done; ";
  }

  @Test
  void whoSucceedsAtALimitSucceeds() throws Exception {
    requireGroups();
    BuildResult result =
        build(
            TestRuntime.RUNC,
            SandboxLimits.DEFAULT.withMemory(64L << 20),
            "sh -c '" + HUNGRY + "'; exit 0");

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(result.reasonCode()).isEmpty();
  }

  @Test
  void aKillOfItsOwnIsNoWantOfMemory() throws Exception {
    BuildResult result = build(request("sh -c 'kill -9 $$'; exit $?"));

    assertThat(result.exitCode()).hasValue(137);
    assertThat(result.reasonCode()).contains(ReasonCode.EXIT);
  }
}
