package dev.ocispec.service;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a build's command used, as the kernel counts it: an immutable value. A number is absent
 * where nothing on this host tells it.
 *
 * <p>Where the caller can make control groups, the build has one of its own and the numbers are
 * that group's, from its first to its last process. Elsewhere they are those of the container's
 * processes, looked at every few milliseconds while they run, and what the first process reports of
 * those that it waited for, which is exact and of short builds all there is. Memory and processes
 * are then the most that was seen at once; without a first process times are to the clock tick of
 * 10 ms and bytes are absent.
 */
public interface BuildUsage extends ServiceJacksonRefusal {
  /**
   * {@return what is known of a command that nothing but the time was measured of}
   *
   * @param wall how long it ran
   */
  static BuildUsage of(Duration wall) {
    return ImmutableBuildUsage.builder().wall(wall).build();
  }

  /** {@return how long the command ran, the container's making and removal included} */
  Duration wall();

  /** {@return processor time of all its processes in their programs} */
  Optional<Duration> user();

  /** {@return processor time that the kernel spent for them} */
  Optional<Duration> system();

  /** {@return the most memory at once, in bytes; of a control group that includes file caches} */
  OptionalLong maxMemory();

  /**
   * {@return the most memory that one process had, in bytes, as {@code getrusage} tells it; absent
   * without a first process, or when that was killed}
   */
  OptionalLong maxProcessMemory();

  /** {@return the most processes and threads at once} */
  OptionalLong processes();

  /** {@return bytes read from block devices, so not what a cache held} */
  OptionalLong bytesRead();

  /** {@return bytes written to block devices so far; what still is in a cache is not counted} */
  OptionalLong bytesWritten();
}
