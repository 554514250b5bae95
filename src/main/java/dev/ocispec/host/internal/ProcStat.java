package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Linux' own word on a process, which costs less than asking a runtime, and tells a dead process
 * that nobody has waited for (a zombie) from a living one, which some runtimes do not.
 *
 * @param dead whether it is a zombie
 * @param startTime when it started, in clock ticks since boot; tells two processes that had the
 *     same number one after the other
 */
public record ProcStat(boolean dead, String startTime) {
  /** State is the first field after the name in parentheses, the start time the 20th. */
  private static final int START_TIME = 19;

  /** The states of a process that has ended and only was not waited for yet. */
  private static final String DEAD = "ZX";

  /** Reads {@code /proc/PID/stat}; empty when there is no such process, or no Linux. */
  public static Optional<ProcStat> of(long pid) {
    try {
      return parse(
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty(); // It is gone, which is an answer.
    }
  }

  /** Reads the text of the file; empty when it is none of that kind. */
  static Optional<ProcStat> parse(String text) {
    // The name may have parentheses and spaces of its own.
    String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
    return fields.length <= START_TIME
        ? Optional.empty()
        : Optional.of(new ProcStat(DEAD.contains(fields[0]), fields[START_TIME]));
  }

  public static boolean isZombie(long pid) {
    return of(pid).map(ProcStat::dead).orElse(false);
  }
}
