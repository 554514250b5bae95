package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.runtime.EndedRun;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.spec.Spec;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of a command in place that ended by itself. This process stands for its first. */
@Tag("unit")
class InPlaceEndTest {
  private static InPlaceResult end(RunResult run, long processLimit) throws Exception {
    Spec spec =
        Spec.builder()
            .linux(linux -> linux.resources(r -> r.pids(p -> p.limit(processLimit))))
            .build();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    AtomicInteger looks = new AtomicInteger();
    try (UsageWatch watch =
        new UsageWatch(
            timer,
            "ocispec-no-such-group",
            () -> {
              looks.incrementAndGet();
              return OptionalLong.of(ProcessHandle.current().pid());
            },
            spec)) {
      assertThat(Eventually.holds(Duration.ofSeconds(20), () -> looks.get() > 1)).isTrue();
      return new InPlaceEnd(watch, spec, Optional::empty).of(run, false);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void aCommandThatFailedAtTheLimitOfProcessesMayHaveBeenRefusedOne() throws Exception {
    InPlaceResult result = end(EndedRun.exited(3), 1);

    assertThat(result.exitCode()).hasValue(3);
    assertThat(result.reasonCode()).isEmpty();
    assertThat(result.reason())
        .contains(
            "the command exited with code 3: it may have been refused a process, since it was at"
                + " the limit of 1 processes and threads, set by SandboxLimits.processes"
                + " (--processes)");
  }

  @Test
  void nothingIsSaidOfOneThatSucceededOrHadMoreToSpare() throws Exception {
    assertThat(end(EndedRun.exited(0), 1).reason()).isEmpty();
    assertThat(end(EndedRun.exited(3), 1_000_000).reason()).isEmpty();
  }
}
