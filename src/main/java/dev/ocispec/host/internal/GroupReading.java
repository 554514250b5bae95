package dev.ocispec.host.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What control groups count of the processes in them, of both versions; each number is empty where
 * no file tells it.
 *
 * @param userMicros processor time in programs, in microseconds
 * @param systemMicros processor time in the kernel on their behalf, in microseconds
 * @param memory the most memory at once, in bytes; of kernels that keep no such mark, the memory
 *     now
 * @param processes the most processes and threads at once; of kernels that keep no such mark, those
 *     now
 * @param read bytes read from block devices
 * @param written bytes written to block devices
 * @param memoryKills processes that were killed because the group had no more memory
 * @param refusedForks processes that were not made because the group had as many as it may
 */
public record GroupReading(
    OptionalLong userMicros,
    OptionalLong systemMicros,
    OptionalLong memory,
    OptionalLong processes,
    OptionalLong read,
    OptionalLong written,
    OptionalLong memoryKills,
    OptionalLong refusedForks) {
  private static final long NANOS_PER_MICRO = 1000;

  /** The reading where there are no groups. */
  public static GroupReading none() {
    return of(new GroupFiles(List.of()));
  }

  /** Reads a group by its files in all hierarchies; what is gone counts nothing. */
  public static GroupReading of(GroupFiles groups) {
    return new GroupReading(
        first(
            field(groups, "cpu.stat", "user_usec"),
            divided(number(groups, "cpuacct.usage_user"), NANOS_PER_MICRO)),
        first(
            field(groups, "cpu.stat", "system_usec"),
            divided(number(groups, "cpuacct.usage_sys"), NANOS_PER_MICRO)),
        first(
            number(groups, "memory.peak"),
            number(groups, "memory.max_usage_in_bytes"),
            number(groups, "memory.current")),
        first(number(groups, "pids.peak"), number(groups, "pids.current")),
        first(
            sum(groups, "io.stat", "rbytes="),
            sum(groups, "blkio.throttle.io_service_bytes_recursive", "Read ")),
        first(
            sum(groups, "io.stat", "wbytes="),
            sum(groups, "blkio.throttle.io_service_bytes_recursive", "Write ")),
        first(
            inTree(groups, "memory.events", "oom_kill"),
            inTree(groups, "memory.oom_control", "oom_kill")),
        inTree(groups, "pids.events", "max"));
  }

  /** Whether nothing is left to be found out by looking at the processes themselves. */
  public boolean isComplete() {
    return userMicros.isPresent() && memory.isPresent() && processes.isPresent();
  }

  /** The larger number of both readings in each place, for marks that a reading can miss. */
  public GroupReading max(GroupReading other) {
    return new GroupReading(
        max(userMicros, other.userMicros),
        max(systemMicros, other.systemMicros),
        max(memory, other.memory),
        max(processes, other.processes),
        max(read, other.read),
        max(written, other.written),
        max(memoryKills, other.memoryKills),
        max(refusedForks, other.refusedForks));
  }

  /** What was counted since another reading; the highest marks stay. */
  public GroupReading since(GroupReading before) {
    return new GroupReading(
        less(userMicros, before.userMicros),
        less(systemMicros, before.systemMicros),
        memory,
        processes,
        less(read, before.read),
        less(written, before.written),
        less(memoryKills, before.memoryKills),
        less(refusedForks, before.refusedForks));
  }

  private static OptionalLong less(OptionalLong number, OptionalLong before) {
    return number.isPresent()
        ? OptionalLong.of(Math.max(0, number.getAsLong() - before.orElse(0)))
        : number;
  }

  private static OptionalLong max(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()))
        : first(one, other);
  }

  // Loops, since a command that starts anew for each build would first link what streams need.
  private static OptionalLong first(OptionalLong... numbers) {
    for (OptionalLong number : numbers) {
      if (number.isPresent()) {
        return number;
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong divided(OptionalLong number, long by) {
    return number.isPresent() ? OptionalLong.of(number.getAsLong() / by) : number;
  }

  private static OptionalLong number(GroupFiles groups, String file) {
    return field(groups, file, "");
  }

  /** The first number that follows a name at the beginning of a line, or is alone on it. */
  private static OptionalLong field(GroupFiles groups, String file, String name) {
    String start = name.isEmpty() ? name : name + " ";
    for (Path each : groups.named(file)) {
      for (String line : GroupFiles.lines(each)) {
        long number = line.startsWith(start) ? parse(line.substring(start.length())) : -1;
        if (number >= 0) {
          return OptionalLong.of(number);
        }
      }
    }
    return OptionalLong.empty();
  }

  /** The sum over all devices; 0 when the file is there and names none. */
  private static OptionalLong sum(GroupFiles groups, String file, String mark) {
    List<Path> files = groups.named(file);
    long sum = 0;
    for (Path each : files) {
      for (String line : GroupFiles.lines(each)) {
        sum += Math.max(0, after(line, mark));
      }
    }
    return files.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  private static long after(String line, String mark) {
    int at = line.indexOf(mark);
    return at < 0 ? -1 : parse(line.substring(at + mark.length()).split(" ", 2)[0]);
  }

  /**
   * A count of events. Old hierarchies have it in the very group that it happened in, the unified
   * one adds it up, so the largest in the tree is right for both as long as one group holds all.
   */
  private static OptionalLong inTree(GroupFiles groups, String file, String name) {
    OptionalLong most = field(groups, file, name);
    // Where a group has no such file, none below it has; to look there would take most of the time.
    for (Path each : groups.named(file)) {
      List<Path> below = ControlGroups.folders(Objects.requireNonNull(each.getParent()));
      if (!below.isEmpty()) {
        most = max(most, inTree(new GroupFiles(below), file, name));
      }
    }
    return most;
  }

  /** The number; -1 for what is none, for instance {@code max}. */
  private static long parse(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
