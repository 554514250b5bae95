package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the kernel counts of processes one by one, where no control group does: of a container's
 * first process, of all below it, and of those that ended and were waited for.
 *
 * @param userTicks processor time in programs, in clock ticks
 * @param systemTicks processor time in the kernel on their behalf, in clock ticks
 * @param memory the memory that they have now, in bytes, what they share counted for each
 * @param processes processes and threads now
 */
public record ProcessReading(long userTicks, long systemTicks, long memory, long processes) {
  /** What Linux shows to programs on every processor that it runs on today. */
  public static final long TICKS_PER_SECOND = 100;

  private static final long MICROS_PER_TICK = 1_000_000 / TICKS_PER_SECOND;
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_USER = 13;
  private static final int ENDED_SYSTEM = 14;
  private static final int THREADS = 17;
  private static final int RESIDENT = 21;
  private static final long PAGE = 4096;

  /** More are not walked through, since looking must not cost more than what is looked at. */
  private static final int MOST = 2000;

  /**
   * Reads what the runtime started: the first process of the container and all below it, and what
   * the runtime has waited for. Empty when the first process is gone.
   *
   * @param first the number of the container's first process
   */
  public static Optional<ProcessReading> of(long first) {
    return of(Path.of("/proc"), first);
  }

  /** The parent of a process: the runtime that waits for the container's first one. */
  public static OptionalLong parent(long pid) {
    return fields(Path.of("/proc"), pid)
        .map(fields -> OptionalLong.of(Long.parseLong(fields[PARENT])))
        .orElse(OptionalLong.empty());
  }

  /** What a process has waited for: also what the container used in all, once it has ended. */
  public static Optional<ProcessReading> endedBelow(long pid) {
    return fields(Path.of("/proc"), pid)
        .map(
            fields ->
                new ProcessReading(number(fields, ENDED_USER), number(fields, ENDED_SYSTEM), 0, 0));
  }

  static Optional<ProcessReading> of(Path proc, long first) {
    Deque<Long> open = new ArrayDeque<>(List.of(first));
    ProcessReading sum = new ProcessReading(0, 0, 0, 0);
    for (int seen = 0; seen < MOST && !open.isEmpty(); seen++) {
      long pid = open.pop();
      sum = sum.plus(fields(proc, pid));
      children(proc, pid).forEach(open::push);
    }
    return sum.processes == 0 ? Optional.empty() : Optional.of(sum);
  }

  /** The larger number of both in each place. */
  public ProcessReading max(ProcessReading other) {
    return new ProcessReading(
        Math.max(userTicks, other.userTicks),
        Math.max(systemTicks, other.systemTicks),
        Math.max(memory, other.memory),
        Math.max(processes, other.processes));
  }

  /** The same without processor time that had been used before, in microseconds. */
  public ProcessReading since(long userMicros, long systemMicros) {
    return new ProcessReading(
        Math.max(0, userTicks - userMicros / MICROS_PER_TICK),
        Math.max(0, systemTicks - systemMicros / MICROS_PER_TICK),
        memory,
        processes);
  }

  private ProcessReading plus(Optional<String[]> stat) {
    return stat.map(
            fields ->
                new ProcessReading(
                    userTicks + number(fields, USER) + number(fields, ENDED_USER),
                    systemTicks + number(fields, SYSTEM) + number(fields, ENDED_SYSTEM),
                    memory + number(fields, RESIDENT) * PAGE,
                    processes + number(fields, THREADS)))
        .orElse(this);
  }

  private static long number(String[] fields, int index) {
    return Long.parseLong(fields[index]);
  }

  /** The fields after the name, which may have parentheses and spaces of its own. */
  private static Optional<String[]> fields(Path proc, long pid) {
    String text = read(proc.resolve(Long.toString(pid)).resolve("stat"));
    String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
    return fields.length > RESIDENT ? Optional.of(fields) : Optional.empty();
  }

  /** The children of all threads; none where the kernel is built without that file. */
  private static List<Long> children(Path proc, long pid) {
    Path threads = proc.resolve(Long.toString(pid)).resolve("task");
    return ControlGroups.folders(threads).stream()
        .flatMap(thread -> List.of(read(thread.resolve("children")).split(" ")).stream())
        .filter(text -> !text.isBlank())
        .map(text -> Long.valueOf(text.strip()))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // It is gone.
    }
  }
}
