package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.host.internal.ProcStat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Looks for what a test may have left: containers, cgroups, mounts, processes, threads, files. */
final class RuntimeLeftovers {
  /** The kernel may take a moment to end what was killed, and a reader ends with its pipe. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final String id;
  private final List<String> before = callFolders();

  RuntimeLeftovers(Path folder, String id) {
    this.folder = folder;
    this.id = id;
  }

  /** An id that nothing else on the host uses: cgroups are named after it. */
  static String uniqueId() {
    return "t-" + UUID.randomUUID().toString().substring(0, 13);
  }

  void assertNone() {
    // crun keeps a cache of its own beside the containers.
    none("containers", () -> children(folder.resolve("root"), "[!.]*"));
    none("cgroups", this::cgroups);
    none("mounts", () -> lines(Path.of("/proc/self/mountinfo")));
    none("processes", this::processes);
    none("reading threads", this::threads);
    none("folders of calls", () -> children(folder.resolve("work"), "*"));
    none("temporary folders", () -> except(before, callFolders()));
  }

  private static List<String> except(List<String> known, List<String> all) {
    return all.stream().filter(name -> !known.contains(name)).toList();
  }

  private static List<String> callFolders() {
    return children(
        Path.of(System.getProperty("java.io.tmpdir")),
        "ocispec-call-" + ProcessHandle.current().pid() + "-*");
  }

  private static void none(String what, Supplier<List<String>> look) {
    Eventually.holds(PATIENCE, () -> look.get().isEmpty());
    assertThat(look.get()).as(what + " left behind").isEmpty();
  }

  private List<String> cgroups() {
    List<String> found = new ArrayList<>(children(Path.of("/sys/fs/cgroup"), "*" + id + "*"));
    for (String controller : children(Path.of("/sys/fs/cgroup"), "*")) {
      found.addAll(children(Path.of(controller), "*" + id + "*"));
    }
    return found;
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("ocispec-") && name.contains(id))
        .toList();
  }

  private List<String> processes() {
    List<String> found = new ArrayList<>();
    long self = ProcessHandle.current().pid();
    for (String process : children(Path.of("/proc"), "[0-9]*")) {
      long pid = Long.parseLong(process.substring(process.lastIndexOf('/') + 1));
      if (pid == self || ProcStat.isZombie(pid)) {
        continue;
      }
      String command = text(Path.of(process, "cmdline")).replace('\0', ' ');
      String root = link(Path.of(process, "root"));
      if (command.contains(id)
          || command.contains(folder.toString())
          || root.startsWith(folder.toString())) {
        found.add(pid + " " + command);
      }
    }
    return found;
  }

  private List<String> lines(Path file) {
    return text(file).lines().filter(line -> line.contains(folder.toString())).toList();
  }

  private static List<String> children(Path folder, String pattern) {
    List<String> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
        files.forEach(file -> found.add(file.toString()));
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
      return ""; // The process has gone.
    }
  }

  private static String link(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
