package dev.ocispec.host.internal;

import java.util.Optional;

/**
 * A process, told apart from a later one that gets the same number.
 *
 * @param pid its number
 * @param startTime when it started, in clock ticks since the boot
 */
public record ProcessIdentity(long pid, String startTime) {
  public static ProcessIdentity own() {
    long pid = ProcessHandle.current().pid();
    return of(pid).orElseThrow(() -> new IllegalStateException("/proc has no process " + pid));
  }

  /** The living process that has this number now. */
  private static Optional<ProcessIdentity> of(long pid) {
    return ProcStat.of(pid)
        .filter(stat -> !stat.dead())
        .map(stat -> new ProcessIdentity(pid, stat.startTime()));
  }

  public boolean isAlive() {
    return of(pid).filter(now -> now.startTime().equals(startTime)).isPresent();
  }
}
