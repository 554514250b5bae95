package dev.ocispec.host.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Control groups that a runtime leaves when it removes a container whose last processes have not
 * quite ended: it finds the groups in use, forgets the container and does not come back.
 *
 * <p>Runtimes name the groups after the container unless its configuration says otherwise, below
 * the caller's group or at the top.
 */
public final class ControlGroups {
  private static final Path TOP = Path.of("/sys/fs/cgroup");
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private ControlGroups() {}

  /** Removes the groups named {@code id} in which nothing runs any more; one in use stays. */
  public static void removeEmpty(String id) {
    removeEmpty(places(List.of(id)));
  }

  private static void removeEmpty(Set<Path> groups) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    groups.forEach(group -> removeEmpty(group, deadline));
  }

  /**
   * Removes the groups with these names, of containers that are over: what is still in them after
   * some seconds is killed, since nobody would know of the groups later.
   */
  public static void remove(Collection<String> ids) {
    Set<Path> groups = places(ids);
    removeEmpty(groups);
    if (groups.stream().anyMatch(Files::exists)) {
      ids.forEach(ControlGroups::kill);
      removeEmpty(groups);
    }
  }

  /** Removes one of them, which may take until the deadline. */
  static void removeEmpty(Path group, long deadline) {
    if (remove(group)) {
      return;
    }
    if (!isControlGroup(group)) {
      removePlain(group);
      return;
    }
    while (!remove(group) && System.nanoTime() < deadline) {
      UninterruptedWait.pause(PAUSE);
    }
  }

  /**
   * Whether the kernel made it. Where a hierarchy is not mounted, crun makes plain folders and
   * files in its place, and leaves them.
   */
  private static boolean isControlGroup(Path group) {
    try {
      return Files.getFileStore(group).type().startsWith("cgroup");
    } catch (IOException e) {
      return true; // It is gone.
    }
  }

  private static void removePlain(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      return; // Not ours, or being removed by somebody else; nothing depends on it.
    }
  }

  /** Whether a process is in a group named {@code id}, in any hierarchy. */
  public static boolean contains(String id, long pid) {
    try {
      return CgroupMembership.of(lines(Path.of("/proc", Long.toString(pid), "cgroup"))).stream()
          .anyMatch(member -> member.group().endsWith("/" + id));
    } catch (IOException e) {
      return false; // It is gone.
    }
  }

  /**
   * Kills all that is in the groups named {@code id} and below, and waits until it is gone, or for
   * some seconds. Faster than any process in them can fork.
   */
  public static void kill(String id) {
    CgroupKill.of(places(List.of(id)));
  }

  /** The groups named {@code id}, in every hierarchy there is. */
  public static Set<Path> places(String id) {
    return places(List.of(id));
  }

  private static Set<Path> places(Collection<String> ids) {
    Set<Path> found = new LinkedHashSet<>();
    List<Path> hierarchies = new ArrayList<>(folders(TOP));
    hierarchies.add(TOP);
    Set<String> own = ownGroups();
    for (Path hierarchy : hierarchies) {
      for (String above : own) {
        Path folder = PathBytes.resolve(hierarchy, above);
        for (String id : ids) {
          Path group = folder.resolve(id);
          if (Files.isRegularFile(group.resolve("cgroup.procs"))) {
            found.add(group);
          }
        }
      }
    }
    return found;
  }

  /**
   * The caller's groups and those above them, relative to a hierarchy; the top one is always among
   * them.
   */
  private static Set<String> ownGroups() {
    Set<String> groups = new LinkedHashSet<>(Set.of(""));
    try {
      List<String> lines = lines(Path.of(CgroupMembership.OWN));
      CgroupMembership.of(lines).forEach(own -> groups.addAll(upwards(own.group().substring(1))));
    } catch (IOException e) {
      return groups; // Without /proc there are no groups to look for either.
    }
    return groups;
  }

  /** A path and those of all folders above it. */
  static List<String> upwards(String path) {
    List<String> paths = new ArrayList<>();
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      paths.add(path.substring(0, end));
    }
    return paths;
  }

  /** The lines of a file in which names can be any bytes. */
  private static List<String> lines(Path file) throws IOException {
    return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n"));
  }

  /** Whether the group is gone. */
  private static boolean remove(Path group) {
    if (removeAlone(group)) {
      return true;
    }
    if (!isIdle(group)) {
      return false;
    }
    try {
      for (Path child : folders(group)) {
        remove(child);
      }
      Files.deleteIfExists(group);
      return true;
    } catch (IOException e) {
      return false; // Still in use, or not ours: asked again until patience ends.
    }
  }

  /** What is left nearly always: the kernel keeps a group that is in use or has others below. */
  private static boolean removeAlone(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException e) {
      return false; // Looked into more closely.
    }
  }

  private static boolean isIdle(Path group) {
    try {
      return !Files.exists(group)
          || Files.readString(group.resolve("cgroup.procs")).isBlank()
              && folders(group).stream().allMatch(ControlGroups::isIdle);
    } catch (IOException e) {
      return !Files.exists(group);
    }
  }

  static List<Path> folders(Path parent) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(parent, child -> Files.isDirectory(child))) {
      children.forEach(found::add);
    } catch (IOException e) {
      return found; // It is gone, or there are no control groups here.
    }
    return found;
  }
}
