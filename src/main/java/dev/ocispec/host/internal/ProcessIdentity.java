package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process, told apart from a later one that gets the same number.
 *
 * @param pid its number
 * @param startTime when it started, in clock ticks since the boot
 */
public record ProcessIdentity(long pid, String startTime) {
  /** State is the first field after the name in parentheses, the start time the 20th. */
  private static final int START_TIME = 19;

  /** The states of a process that has ended and only was not waited for yet. */
  private static final String DEAD = "ZX";

  public static ProcessIdentity own() {
    long pid = ProcessHandle.current().pid();
    return of(pid).orElseThrow(() -> new IllegalStateException("/proc has no process " + pid));
  }

  /** The living process that has this number now. */
  static Optional<ProcessIdentity> of(long pid) {
    try {
      Path stat = Path.of("/proc", Long.toString(pid), "stat");
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return DEAD.contains(fields[0])
          ? Optional.empty()
          : Optional.of(new ProcessIdentity(pid, fields[START_TIME]));
    } catch (IOException e) {
      return Optional.empty(); // There is none, which is an answer.
    }
  }

  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }
}
