package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes that containers left which were not ended by their runtime: runtimes that have the
 * containers' state folder among their arguments, alone or as {@code --option=folder}, hooks that
 * wait at a pipe, whatever is in their control groups or has a root file system below their folder.
 */
public final class OrphanedProcesses {
  private static final int ROUNDS = 100;

  /**
   * How many looks in a row must find none: a process that is just becoming another program has no
   * arguments for a moment.
   */
  private static final int LOOKS = 2;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final String stateFolder;
  private final String rootMount;
  private final List<String> groups;
  private final List<String> pipes;

  /**
   * Those of the containers with these ids.
   *
   * @param state the runtime's root folder, which no other container has
   * @param name the name, which no other has, of a folder that the bundles are in
   */
  public OrphanedProcesses(Path state, String name, List<String> ids) {
    this(state, name, ids, List.of());
  }

  /**
   * The same with hooks.
   *
   * @param pipes what hooks of the containers may wait at, named among their arguments; in folders
   *     whose names no others have
   */
  public OrphanedProcesses(Path state, String name, List<String> ids, List<Path> pipes) {
    stateFolder = state.toString();
    this.pipes =
        pipes.stream()
            .map(pipe -> pipe.subpath(pipe.getNameCount() - 2, pipe.getNameCount()))
            .map(end -> "/" + end)
            .toList();
    groups = List.copyOf(ids);
    rootMount = "/" + name + "/";
  }

  /** Kills them, waits until they are gone, or for some seconds, and removes their groups. */
  public void kill() {
    groups.forEach(ControlGroups::kill);
    int without = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> found = ProcessHandle.allProcesses().filter(this::belongs).toList();
      without = found.isEmpty() ? without + 1 : 0;
      if (without == LOOKS) {
        groups.forEach(ControlGroups::removeEmpty); // Nobody else knows them any more.
        return;
      }
      found.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean belongs(ProcessHandle process) {
    if (process.equals(ProcessHandle.current()) || isOwnChild(process)) {
      return false;
    }
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    return read(proc.resolve("cmdline")).lines().anyMatch(this::namesUs)
        || hasRootMounted(read(proc.resolve("mountinfo")));
  }

  private boolean namesUs(String argument) {
    return argument.equals(stateFolder)
        || argument.endsWith("=" + stateFolder)
        || pipes.stream().anyMatch(argument::endsWith);
  }

  /** What this process has started is no orphan: its call of the runtime ends it. */
  private static boolean isOwnChild(ProcessHandle process) {
    return process.parent().filter(ProcessHandle.current()::equals).isPresent();
  }

  private boolean hasRootMounted(String mountinfo) {
    return MountTable.of(mountinfo).entries().stream()
        .anyMatch(m -> m.place().equals("/") && (m.root() + "/").contains(rootMount));
  }

  /** The file with NUL as line end; empty when the process is gone or is none of ours. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', '\n');
    } catch (IOException e) {
      return "";
    }
  }
}
