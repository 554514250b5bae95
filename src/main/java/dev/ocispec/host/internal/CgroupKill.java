package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Ends all processes of control groups. The kernel does it at once where it can; else they are
 * stopped first, so that none can fork while the others are found and killed.
 */
final class CgroupKill {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FREEZING = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(10);

  /**
   * The files that stop a group: of old hierarchies, of the unified one; what to write and undo.
   */
  private static final List<Switch> FREEZERS =
      List.of(
          new Switch("freezer.state", "FROZEN", "THAWED"), new Switch("cgroup.freeze", "1", "0"));

  /** A file of a group that turns something on and off. */
  private record Switch(String file, String on, String off) {}

  private final Collection<Path> groups;

  private CgroupKill(Collection<Path> groups) {
    this.groups = groups;
  }

  /** Kills what is in them and in those below them, and waits for the end, or for some seconds. */
  static void of(Collection<Path> groups) {
    new CgroupKill(groups).kill();
  }

  private void kill() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    groups.forEach(group -> write(group.resolve("cgroup.kill"), "1"));
    while (!processes().isEmpty() && System.nanoTime() < deadline) {
      freeze();
      processes().stream()
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .filter(process -> !process.equals(ProcessHandle.current()))
          .forEach(ProcessHandle::destroyForcibly);
      FREEZERS.forEach(freezer -> turn(freezer, freezer.off()));
      UninterruptedWait.pause(PAUSE);
    }
  }

  /** An old freezer takes a moment; what runs on meanwhile is found in the next round. */
  private void freeze() {
    FREEZERS.forEach(freezer -> turn(freezer, freezer.on()));
    long deadline = System.nanoTime() + FREEZING.toNanos();
    while (groups.stream().anyMatch(CgroupKill::isFreezing) && System.nanoTime() < deadline) {
      UninterruptedWait.pause(PAUSE);
    }
  }

  private static boolean isFreezing(Path group) {
    return read(group.resolve("freezer.state")).strip().equals("FREEZING");
  }

  private void turn(Switch freezer, String value) {
    groups.forEach(group -> write(group.resolve(freezer.file()), value));
  }

  private Set<Long> processes() {
    Set<Long> found = new LinkedHashSet<>();
    groups.forEach(group -> collect(group, found));
    return found;
  }

  /** A process of another process namespace is listed as 0. */
  private static void collect(Path group, Set<Long> found) {
    read(group.resolve("cgroup.procs"))
        .lines()
        .filter(line -> !line.equals("0"))
        .map(Long::valueOf)
        .forEach(found::add);
    ControlGroups.folders(group).forEach(child -> collect(child, found));
  }

  /** The text of a file; empty when the group is gone, or has no such file. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private static void write(Path file, String value) {
    try {
      if (Files.exists(file)) {
        Files.writeString(file, value);
      }
    } catch (IOException e) {
      return; // Gone meanwhile, or not ours to set: the processes are killed one by one.
    }
  }
}
