package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A temporary folder that other users can pass through, and a look at what still uses it: processes
 * that know it, mounts of what is in it, control groups of its builds.
 */
public final class TestFolder {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path path;
  private final Set<String> groupsBefore = Set.copyOf(emptyControlGroups());

  private TestFolder(Path path) {
    this.path = path;
  }

  /** Makes one. */
  public static TestFolder make() {
    try {
      Path path = Files.createTempDirectory("ocispec-test");
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
      return new TestFolder(path.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Makes a user its owner; skips the test unless root runs it. */
  public void giveTo(TestUser user) {
    Needs.root();
    try {
      Files.setAttribute(path, "unix:uid", (int) user.uid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it, whoever owns what is in it, folders that even their owner may not write too. */
  public void remove() {
    String script = "find \"$0\" -type d ! -perm -700 -exec chmod u+rwx {} ';'; exec rm -rf \"$0\"";
    try {
      int code =
          new ProcessBuilder("sh", "-c", script, path.toString()).inheritIO().start().waitFor();
      assertThat(code).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** No process, mount or control group of anything in the folder is left. */
  public void assertNothingRuns() {
    none("processes", this::processes);
    none("mounts", () -> linesWith(Path.of("/proc/self/mountinfo"), path.toString()));
    none(
        "control groups",
        () ->
            emptyControlGroups().stream().filter(group -> !groupsBefore.contains(group)).toList());
  }

  private static void none(String what, Supplier<List<String>> look) {
    Eventually.holds(PATIENCE, () -> look.get().isEmpty());
    assertThat(look.get()).as(what + " left behind").isEmpty();
  }

  private List<String> processes() {
    List<String> found = new ArrayList<>();
    for (Path process : children(Path.of("/proc"), "[0-9]*")) {
      if (process.getFileName().toString().equals(Long.toString(ProcessHandle.current().pid()))) {
        continue;
      }
      String command = text(process.resolve("cmdline")).replace('\0', ' ');
      boolean mounted =
          linesWith(process.resolve("mountinfo"), path.toString()).stream()
              .anyMatch(line -> line.contains("/build-") || line.contains("/ocispec-"));
      if (command.contains(path.toString()) || mounted) {
        found.add(process + " " + command);
      }
    }
    return found;
  }

  /**
   * Those of builds and replays in which no process is: one that another build runs in is nothing
   * of ours, and neither is one that was there before.
   */
  private static List<String> emptyControlGroups() {
    List<String> found = new ArrayList<>();
    Path top = Path.of("/sys/fs/cgroup");
    List<Path> hierarchies = new ArrayList<>(children(top, "*"));
    hierarchies.add(top);
    for (Path hierarchy : hierarchies) {
      for (Path group : children(hierarchy, "{build,ocispec}-*")) {
        if (isEmpty(group) && Files.exists(group)) {
          found.add(group.toString());
        }
      }
    }
    return found;
  }

  /** A build's own group holds those of its containers. */
  private static boolean isEmpty(Path group) {
    return text(group.resolve("cgroup.procs")).isBlank()
        && children(group, "*").stream().filter(Files::isDirectory).allMatch(TestFolder::isEmpty);
  }

  private static List<String> linesWith(Path file, String text) {
    return text(file).lines().filter(line -> line.contains(text)).toList();
  }

  private static List<Path> children(Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
        files.forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // It has gone meanwhile.
    }
  }
}
