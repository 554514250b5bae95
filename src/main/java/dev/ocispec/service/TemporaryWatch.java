package dev.ocispec.service;

import dev.ocispec.sandbox.SandboxLimits;
import java.io.File;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Notes how full {@code /tmp} and {@code /dev/shm} of a container are while it runs: both end with
 * it. Twenty times a second, so that a command which ends at once may not have been seen.
 */
final class TemporaryWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 50;

  private final TemporarySpace temporary;
  private final TemporarySpace shared;
  private final Supplier<OptionalLong> first;
  private final Optional<Future<?>> watch;

  /**
   * Begins to watch.
   *
   * @param first tells the number of the container's first process once it is there
   */
  TemporaryWatch(
      SandboxLimits limits, ScheduledExecutorService timer, Supplier<OptionalLong> first) {
    this.temporary =
        new TemporarySpace(
            "/tmp", limits.temporarySpace(), "SandboxLimits.temporarySpace (--tmp-size)");
    this.shared =
        new TemporarySpace(
            "/dev/shm", limits.sharedMemory(), "SandboxLimits.sharedMemory (--shm-size)");
    this.first = first;
    this.watch = watch(timer);
  }

  private Optional<Future<?>> watch(ScheduledExecutorService timer) {
    try {
      return Optional.of(
          timer.scheduleWithFixedDelay(
              this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      return Optional.empty(); // The service is closed, and the build about to be cancelled.
    }
  }

  private void look() {
    OptionalLong pid = first.get();
    if (pid.isPresent()) {
      File root = new File("/proc/" + pid.getAsLong() + "/root");
      temporary.look(root);
      shared.look(root);
    }
  }

  /** What a command that failed may have come to grief on. */
  Optional<LimitReached> full() {
    return temporary.full().or(shared::full);
  }

  @Override
  public void close() {
    watch.ifPresent(future -> future.cancel(false));
  }
}
