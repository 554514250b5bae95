package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the processes have used that this process started and that have ended, with all that they
 * waited for themselves. It only grows, so that the difference of two is what was used in between.
 *
 * @param userTime processor time outside the kernel, in steps of 10 ms
 * @param systemTime processor time in the kernel, in steps of 10 ms
 * @param minorFaults page faults that needed no disk
 * @param majorFaults page faults that needed one
 */
public record ChildUsage(
    Duration userTime, Duration systemTime, long minorFaults, long majorFaults) {
  private static final Path STAT = Path.of("/proc/self/stat");

  /** Linux shows programs a hundred ticks a second, whatever it counts itself. */
  private static final long TICK_MILLIS = 10;

  /** Where in the fields after the name, from 0, these are. */
  private static final int MINOR_FAULTS = 8;

  private static final int MAJOR_FAULTS = 10;
  private static final int USER = 13;
  private static final int SYSTEM = 14;

  /** Up to now; empty where the kernel does not tell. */
  public static Optional<ChildUsage> now() {
    try {
      String stat = Files.readString(STAT, StandardCharsets.ISO_8859_1);
      // The name, in parentheses, may have anything in it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(
          new ChildUsage(
              Duration.ofMillis(Long.parseLong(fields[USER]) * TICK_MILLIS),
              Duration.ofMillis(Long.parseLong(fields[SYSTEM]) * TICK_MILLIS),
              Long.parseLong(fields[MINOR_FAULTS]),
              Long.parseLong(fields[MAJOR_FAULTS])));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty(); // No Linux, or none that shows this.
    }
  }

  /** What was used since an earlier look. */
  public ChildUsage since(ChildUsage earlier) {
    return new ChildUsage(
        userTime.minus(earlier.userTime),
        systemTime.minus(earlier.systemTime),
        minorFaults - earlier.minorFaults,
        majorFaults - earlier.majorFaults);
  }
}
