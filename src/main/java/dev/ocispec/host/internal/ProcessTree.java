package dev.ocispec.host.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ends a runtime process and all that it started and that is still below it. */
public final class ProcessTree {
  private static final int ROUNDS = 20;
  private static final Duration ROUND = Duration.ofMillis(50);
  private static final int DEEPEST = 16;

  private ProcessTree() {}

  /**
   * Kills, and waits until the process is gone. The process is killed through its handle, because
   * {@link Process#destroyForcibly} would throw away what is still in its pipes.
   */
  public static void kill(Process process) {
    if (!process.isAlive()) {
      return;
    }
    Set<ProcessHandle> tree = new LinkedHashSet<>(Set.of(process.toHandle()));
    for (int round = 0; round < ROUNDS; round++) {
      addDescendants(tree);
      tree.forEach(ProcessHandle::destroyForcibly);
      if (UninterruptedWait.forEnd(process, ROUND)) {
        return;
      }
    }
  }

  /**
   * Kills a container that a runtime process is making or running, all of it at once: through its
   * control groups, and through its first process, with which the kernel ends all others of the
   * same process namespace. What is not below the runtime process is left alone.
   *
   * @param id the container's, and the name of its control groups
   * @param first the number of the container's first process
   */
  public static void killContainer(Process runtime, String id, long first) {
    if (!runtime.isAlive()) {
      return;
    }
    Optional<ProcessHandle> init =
        ProcessHandle.of(first).filter(process -> isBelow(process, runtime.toHandle()));
    if (init.isPresent()) {
      if (ControlGroups.contains(id, first)) {
        ControlGroups.kill(id);
      }
      init.get().destroyForcibly();
    }
  }

  private static boolean isBelow(ProcessHandle process, ProcessHandle root) {
    Optional<ProcessHandle> parent = process.parent();
    for (int level = 0; level < DEEPEST && parent.isPresent(); level++) {
      if (parent.get().equals(root)) {
        return true;
      }
      parent = parent.get().parent();
    }
    return false;
  }

  /** Looks at the host's processes only once, since there can be thousands. */
  private static void addDescendants(Set<ProcessHandle> tree) {
    Map<Long, List<ProcessHandle>> children = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            process ->
                process
                    .parent()
                    .ifPresent(
                        parent ->
                            children
                                .computeIfAbsent(parent.pid(), pid -> new ArrayList<>())
                                .add(process)));
    Deque<ProcessHandle> open = new ArrayDeque<>(tree);
    while (!open.isEmpty()) {
      for (ProcessHandle child : children.getOrDefault(open.pop().pid(), List.of())) {
        if (tree.add(child)) {
          open.push(child);
        }
      }
    }
  }
}
