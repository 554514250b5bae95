package dev.ocispec.host.internal;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Ends a runtime process and all that it started and that is still below it. */
public final class ProcessTree {
  private static final int ROUNDS = 20;
  private static final long ROUND_MILLIS = 50;

  private ProcessTree() {}

  /**
   * Kills, and waits until the process is gone. The process is killed through its handle, because
   * {@link Process#destroyForcibly} would throw away what is still in its pipes.
   */
  public static void kill(Process process) {
    ProcessHandle root = process.toHandle();
    Set<ProcessHandle> tree = new LinkedHashSet<>(root.descendants().toList());
    root.destroyForcibly();
    boolean interrupted = false;
    for (int round = 0; round < ROUNDS; round++) {
      for (ProcessHandle member : Set.copyOf(tree)) {
        tree.addAll(member.descendants().toList());
      }
      tree.forEach(ProcessHandle::destroyForcibly);
      try {
        if (process.waitFor(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
