package dev.ocispec.service;

import dev.ocispec.host.internal.GroupReading;
import dev.ocispec.host.internal.ProcessReading;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What was measured of a run.
 *
 * @param groups by its control groups
 * @param processes by looking at its processes, where it has no groups
 * @param hostKilled whether the kernel killed any process of the host meanwhile for want of memory
 */
record Measured(GroupReading groups, Optional<ProcessReading> processes, boolean hostKilled) {

  /** The most processes and threads at once, by whichever of both tells it. */
  OptionalLong mostProcesses() {
    return groups.userMicros().isPresent()
        ? groups.processes()
        : processes.map(seen -> OptionalLong.of(seen.processes())).orElse(OptionalLong.empty());
  }

  /** The same for who asked for the build. */
  BuildUsage usage(Duration wall) {
    ImmutableBuildUsage.Builder usage =
        ImmutableBuildUsage.builder()
            .wall(wall)
            .bytesRead(groups.read())
            .bytesWritten(groups.written());
    if (groups.userMicros().isPresent()) {
      usage
          .user(micros(groups.userMicros()))
          .system(micros(groups.systemMicros()))
          .maxMemory(groups.memory())
          .processes(groups.processes());
    } else {
      processes.ifPresent(
          seen -> {
            usage.user(ticks(seen.userTicks())).system(ticks(seen.systemTicks()));
            if (seen.processes() > 0) {
              usage.maxMemory(seen.memory()).processes(seen.processes());
            }
          });
    }
    return usage.build();
  }

  private static Optional<Duration> micros(OptionalLong micros) {
    return micros.isPresent()
        ? Optional.of(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros.getAsLong())))
        : Optional.empty();
  }

  private static Duration ticks(long ticks) {
    return Duration.ofMillis(ticks * 1000 / ProcessReading.TICKS_PER_SECOND);
  }
}
