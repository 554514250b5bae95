package dev.ocispec.host.internal;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Ends a runtime process and all that it started and that is still below it. */
public final class ProcessTree {
  private static final int ROUNDS = 20;
  private static final Duration ROUND = Duration.ofMillis(50);

  private ProcessTree() {}

  /**
   * Kills, and waits until the process is gone. The process is killed through its handle, because
   * {@link Process#destroyForcibly} would throw away what is still in its pipes.
   */
  public static void kill(Process process) {
    ProcessHandle root = process.toHandle();
    Set<ProcessHandle> tree = new LinkedHashSet<>(root.descendants().toList());
    root.destroyForcibly();
    for (int round = 0; round < ROUNDS; round++) {
      for (ProcessHandle member : Set.copyOf(tree)) {
        tree.addAll(member.descendants().toList());
      }
      tree.forEach(ProcessHandle::destroyForcibly);
      if (UninterruptedWait.forEnd(process, ROUND)) {
        return;
      }
    }
  }
}
