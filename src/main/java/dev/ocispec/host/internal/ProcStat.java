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
  private static final int START_TIME_FIELD = 19;

  /** Reads {@code /proc/PID/stat}; empty when there is no such process, or no Linux. */
  public static Optional<ProcStat> of(long pid) {
    try {
      String text =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return Optional.of(new ProcStat("ZX".contains(fields[0]), fields[START_TIME_FIELD]));
    } catch (IOException e) {
      return Optional.empty(); // It is gone, which is an answer.
    }
  }

  public static boolean isZombie(long pid) {
    return of(pid).map(ProcStat::dead).orElse(false);
  }
}
