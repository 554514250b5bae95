package dev.ocispec.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A runtime's executable with what is the same for all calls.
 *
 * @param executable absolute path
 * @param arguments global options, before the verb
 * @param environment variables that are added to this process' own
 * @param root the folder that the runtime was told to keep containers in; empty for its own
 * @param workFolder where each call's own folder is made
 */
record RuntimeProgram(
    Path executable,
    List<String> arguments,
    Map<String, String> environment,
    Optional<Path> root,
    Path workFolder) {
  /**
   * Variables that a service manager sets for this process and that a runtime would take as its
   * own: runc adds mounts and keeps file descriptors open because of them.
   */
  private static final List<String> NOT_INHERITED =
      List.of("NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES");

  RuntimeProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  static RuntimeProgram of(Path executable) {
    return new RuntimeProgram(
        executable.toAbsolutePath(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
  }

  RuntimeProgram with(String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new RuntimeProgram(executable, all, environment, root, workFolder);
  }

  RuntimeProgram withRoot(Path folder) {
    RuntimeProgram told = with("--root", folder.toAbsolutePath().toString());
    return new RuntimeProgram(
        executable, told.arguments, environment, Optional.of(folder.toAbsolutePath()), workFolder);
  }

  RuntimeProgram withEnvironment(String name, String value) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new RuntimeProgram(executable, arguments, all, root, workFolder);
  }

  RuntimeProgram withWorkFolder(Path folder) {
    return new RuntimeProgram(executable, arguments, environment, root, folder.toAbsolutePath());
  }

  /** The whole command line of a call. */
  List<String> commandLine(String verb, List<String> verbArguments, Optional<Path> log) {
    List<String> line = new ArrayList<>();
    line.add(executable.toString());
    line.addAll(arguments);
    log.ifPresent(file -> line.addAll(List.of("--log", file.toString(), "--log-format", "json")));
    line.add(verb);
    line.addAll(verbArguments);
    return line;
  }

  ProcessBuilder process(List<String> commandLine) {
    ProcessBuilder builder = new ProcessBuilder(commandLine);
    builder.environment().keySet().removeAll(NOT_INHERITED);
    builder.environment().putAll(environment);
    return builder;
  }
}
