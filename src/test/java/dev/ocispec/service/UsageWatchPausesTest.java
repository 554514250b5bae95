package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a container's use is left alone, as a timer is told that never lets the time pass. */
@Tag("unit")
class UsageWatchPausesTest {
  /** The pause before the first look, in milliseconds. */
  private static long firstPause(Spec spec) {
    List<Long> pauses = new ArrayList<>();
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public ScheduledFuture<?> schedule(Runnable look, long delay, TimeUnit unit) {
            pauses.add(unit.toMillis(delay));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
          }
        };
    try {
      new UsageWatch(timer, "ocispec-no-such-group", OptionalLong::empty, spec).close();
      return pauses.get(0);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void aContainerThatReportsNothingIsSoonLookedAt() {
    assertThat(firstPause(Spec.builder().build())).isLessThan(20);
  }

  @Test
  void oneWhoseFirstProcessWaitsUntilItIsLookedAtIsLeftTheProcessors() {
    for (String architecture : FirstProcess.ARCHITECTURES) {
      Spec spec =
          Spec.builder()
              .addMount(
                  mount ->
                      mount
                          .destination(FirstProcess.PLACE)
                          .source(SandboxLayout.init(architecture)))
              .build();

      assertThat(firstPause(spec)).as(architecture).isBetween(20L, 100L);
    }
  }
}
