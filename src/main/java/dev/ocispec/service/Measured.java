package dev.ocispec.service;

import dev.ocispec.bundle.internal.FirstProcessReport;
import dev.ocispec.host.internal.GroupReading;
import dev.ocispec.host.internal.ProcessReading;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What was measured of a run.
 *
 * @param groups by its control groups
 * @param processes by looking at its processes, where it has no groups
 * @param report by the first process, of all that it waited for; empty when there is none, or it
 *     was killed
 * @param hostKilled whether the kernel killed any process of the host meanwhile for want of memory
 */
record Measured(
    GroupReading groups,
    Optional<ProcessReading> processes,
    Optional<FirstProcessReport> report,
    boolean hostKilled) {
  private static final long MICROS_PER_TICK = 1_000_000 / ProcessReading.TICKS_PER_SECOND;

  /** The most processes and threads at once, by whichever of both tells it. */
  OptionalLong mostProcesses() {
    return groups.processes().isPresent()
        ? groups.processes()
        : alive().map(seen -> OptionalLong.of(seen.processes())).orElse(OptionalLong.empty());
  }

  /**
   * How many processes were refused it, if that is certain: read when the command had ended, or
   * more than none.
   */
  OptionalLong refusedForks() {
    return last(groups.refusedForks());
  }

  /** How many of its processes were killed for want of memory, if that is as certain. */
  OptionalLong memoryKills() {
    return last(groups.memoryKills());
  }

  /** The groups that count are read last when the first process reports. */
  private OptionalLong last(OptionalLong count) {
    return report.isPresent() || count.orElse(0) > 0 ? count : OptionalLong.empty();
  }

  /** All of it for who asked for the build: of each number what the groups say, if they do. */
  BuildUsage usage(Duration wall) {
    ImmutableBuildUsage.Builder usage = ImmutableBuildUsage.builder().wall(wall);
    report.ifPresent(said -> usage.maxProcessMemory(said.highestMemory()));
    if (groups.userMicros().isPresent()) {
      usage.user(micros(groups.userMicros())).system(micros(groups.systemMicros()));
    } else {
      usage
          .user(micros(most(report.map(FirstProcessReport::userMicros), ProcessReading::userTicks)))
          .system(
              micros(
                  most(report.map(FirstProcessReport::systemMicros), ProcessReading::systemTicks)));
    }
    return usage
        .maxMemory(groups.memory().isPresent() ? groups.memory() : mostMemory())
        .processes(mostProcesses())
        .bytesRead(counted(groups.read(), FirstProcessReport::read))
        .bytesWritten(counted(groups.written(), FirstProcessReport::written))
        .build();
  }

  /**
   * The larger one of two times, each of which misses something: the report what was killed at the
   * command's end, and a look what came after it.
   */
  private OptionalLong most(Optional<Long> reported, ToLongFunction<ProcessReading> ticks) {
    LongStream seen =
        processes
            .map(reading -> ticks.applyAsLong(reading) * MICROS_PER_TICK)
            .map(LongStream::of)
            .orElseGet(LongStream::empty);
    return LongStream.concat(reported.stream().mapToLong(Long::longValue), seen).max();
  }

  private OptionalLong mostMemory() {
    return Stream.concat(
            alive().map(ProcessReading::memory).stream(),
            report.map(FirstProcessReport::highestMemory).stream())
        .mapToLong(Long::longValue)
        .max();
  }

  /** What was seen while there was a process, and not only after the end. */
  private Optional<ProcessReading> alive() {
    return processes.filter(seen -> seen.processes() > 0);
  }

  /** What the groups count, or else what the first process did. */
  private OptionalLong counted(OptionalLong bytes, ToLongFunction<FirstProcessReport> reported) {
    return bytes.isPresent()
        ? bytes
        : report.map(said -> OptionalLong.of(reported.applyAsLong(said))).orElse(bytes);
  }

  private static Optional<Duration> micros(OptionalLong micros) {
    return micros.isPresent()
        ? Optional.of(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros.getAsLong())))
        : Optional.empty();
  }
}
