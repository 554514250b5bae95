package dev.ocispec.runtime;

import dev.ocispec.host.internal.HostProcess;
import dev.ocispec.host.internal.PathBytes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A runtime's executable with what is the same for all calls.
 *
 * @param launcher the beginning of a command line that runs the executable; empty for none
 * @param executable absolute path
 * @param arguments global options, before the verb
 * @param environment variables that are added to the few that are passed on
 * @param root the folder that the runtime was told to keep containers in; empty for its own
 * @param workFolder where each call's own folder is made
 * @param timeout the deadline of calls that have none of their own
 * @param patient whether an interrupt of the thread ends no call: for cleaning up
 */
record RuntimeProgram(
    List<String> launcher,
    Path executable,
    List<String> arguments,
    Map<String, String> environment,
    Optional<Path> root,
    Path workFolder,
    Duration timeout,
    boolean patient) {
  private static final Duration CLEAN_UP_TIMEOUT = Duration.ofSeconds(15);

  /** Folders for root's programs, which the paths of users often lack. */
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  /** What stands in a variable for bytes that this locale can't express. */
  private static final char REPLACED = '\uFFFD';

  RuntimeProgram {
    launcher = List.copyOf(launcher);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  static RuntimeProgram of(Path executable) {
    return new RuntimeProgram(
        List.of(),
        executable.toAbsolutePath(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath(),
        OciRuntime.DEFAULT_TIMEOUT,
        false);
  }

  /** Looks as a shell does, and in the system's folders. */
  static RuntimeProgram find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<String> folders = new ArrayList<>(List.of(path.split(File.pathSeparator)));
    folders.addAll(SYSTEM_FOLDERS);
    if (!name.isEmpty() && name.indexOf('/') < 0 && name.indexOf('\0') < 0) {
      for (String folder : folders) {
        Path file = PathBytes.resolve(PathBytes.path(folder), name).toAbsolutePath();
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return of(file);
        }
      }
    }
    throw new RuntimeMissingException(
        "no such executable on PATH ("
            + path
            + ") and "
            + String.join(", ", SYSTEM_FOLDERS)
            + "; install it or give its path"
            + (path.indexOf(REPLACED) < 0 ? "" : "; to look in all of PATH, set LC_ALL=C.UTF-8"),
        CallReport.notRun(PathBytes.path(name.replace("\0", "")), "--version", Optional.empty()));
  }

  /** The first that is found of those names. */
  static RuntimeProgram findAny(List<String> names) {
    for (String name : names) {
      try {
        return find(name);
      } catch (RuntimeMissingException e) {
        continue; // The next one will do, too.
      }
    }
    return find(names.get(0));
  }

  RuntimeProgram with(String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new RuntimeProgram(
        launcher, executable, all, environment, root, workFolder, timeout, patient);
  }

  RuntimeProgram withLauncher(List<String> command) {
    return new RuntimeProgram(
        command, executable, arguments, environment, root, workFolder, timeout, patient);
  }

  RuntimeProgram withRoot(Path folder) {
    Path root = folder.toAbsolutePath();
    List<String> all = with("--root", root.toString()).arguments;
    return new RuntimeProgram(
        launcher, executable, all, environment, Optional.of(root), workFolder, timeout, patient);
  }

  RuntimeProgram withEnvironment(String name, String value) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new RuntimeProgram(
        launcher, executable, arguments, all, root, workFolder, timeout, patient);
  }

  RuntimeProgram withWorkFolder(Path folder) {
    return new RuntimeProgram(
        launcher,
        executable,
        arguments,
        environment,
        root,
        folder.toAbsolutePath(),
        timeout,
        patient);
  }

  RuntimeProgram withTimeout(Duration limit) {
    return new RuntimeProgram(
        launcher, executable, arguments, environment, root, workFolder, limit, patient);
  }

  /** The same program for calls that remove what others left. */
  RuntimeProgram forCleanUp() {
    return new RuntimeProgram(
        launcher, executable, arguments, environment, root, workFolder, CLEAN_UP_TIMEOUT, true);
  }

  /** Whether it keeps containers in a folder of its own, in which nothing is yet. */
  boolean hasNoContainers() {
    if (root.isEmpty()) {
      return false;
    }
    try (Stream<Path> entries = Files.list(root.get())) {
      return entries.findAny().isEmpty();
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false; // The runtime is asked.
    }
  }

  /** The whole command line of a call. */
  List<String> commandLine(String verb, List<String> verbArguments, Optional<Path> log) {
    List<String> line = new ArrayList<>(launcher);
    line.add(executable.toString());
    line.addAll(arguments);
    log.ifPresent(file -> line.addAll(List.of("--log", file.toString(), "--log-format", "json")));
    line.add(verb);
    line.addAll(verbArguments);
    return line;
  }

  ProcessBuilder process(List<String> commandLine) {
    return HostProcess.of(commandLine, environment);
  }
}
