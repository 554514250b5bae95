package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A build that forks as fast as it can, up to its limit of processes, ends when it must. */
@Tag("runtime")
class ForkBombIT extends BuildFixture {
  private static final String BOMB =
      """
      trap '' TERM INT HUP
      bomb() { trap '' TERM INT HUP; while :; do bomb & done; }
      (bomb) 2> /dev/null &
      echo lit
      while :; do :; done
      """;

  private static Sandbox bounded() {
    return sandbox().limits(SandboxLimits.DEFAULT.withProcesses(400));
  }

  @ParameterizedTest(name = "{0}, rootless {1}")
  @CsvSource({"RUNC, false", "CRUN, false", "RUNC, true"})
  void theDeadlineIsKept(TestRuntime runtime, boolean rootless) throws Exception {
    requireProcessLimits();
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(runtime))
                    .sandbox(bounded().rootless(rootless))
                    .facts(r -> BuildServiceIT.withLentIds(HostFacts.detect(r.hostPaths()))))) {
      long begin = System.nanoTime();
      BuildResult result =
          await(service.start(request(BOMB), b -> b.timeout(Duration.ofSeconds(5))));

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.TIMED_OUT);
      assertThat(result.logTail()).isEqualTo("lit\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"RUNC", "CRUN"})
  void cancellingIsPrompt(TestRuntime runtime) throws Exception {
    requireProcessLimits();
    try (BuildService service = open(o -> o.runtime(runtime(runtime)).sandbox(bounded()))) {
      CountDownLatch lit = new CountDownLatch(1);
      Build build =
          service.start(
              request(BOMB), b -> b.listener(BuildListener.lines(line -> lit.countDown())));
      assertThat(lit.await(30, TimeUnit.SECONDS)).isTrue();
      Thread.sleep(1500); // The bomb reaches its limit, which nothing reports.

      long begin = System.nanoTime();
      build.cancel();

      assertThat(await(build).status()).isEqualTo(BuildStatus.CANCELLED);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** Nothing but the limit keeps the bomb from taking the host along. */
  private static void requireProcessLimits() {
    Assumptions.assumeTrue(
        HostFacts.detect().cgroupControllers().contains("pids"),
        "the number of processes can't be limited here");
  }
}
