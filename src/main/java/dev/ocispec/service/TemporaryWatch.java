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
 * Notes whether {@code /tmp} or {@code /dev/shm} of a container is full while it runs: both end
 * with it. Twenty times a second, so that a command which ends at once may not have been seen.
 */
final class TemporaryWatch implements AutoCloseable {
  /** Less room than this, or than this part of the whole, is of no use to a build. */
  private static final long FULL = 64 * 1024;

  private static final long PART = 16;
  private static final long PAGE = 4096;
  private static final long PAUSE_MILLIS = 50;

  private final SandboxLimits limits;
  private final Supplier<OptionalLong> first;
  private final Optional<Future<?>> watch;
  private volatile Optional<LimitReached> full = Optional.empty();

  /**
   * Begins to watch.
   *
   * @param first tells the number of the container's first process once it is there
   */
  TemporaryWatch(
      SandboxLimits limits, ScheduledExecutorService timer, Supplier<OptionalLong> first) {
    this.limits = limits;
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
    if (pid.isPresent() && full.isEmpty()) {
      File root = new File("/proc/" + pid.getAsLong() + "/root");
      full =
          look(
                  new File(root, "tmp"),
                  limits.temporarySpace(),
                  "/tmp",
                  "SandboxLimits.temporarySpace (--tmp-size)")
              .or(
                  () ->
                      look(
                          new File(root, "dev/shm"),
                          limits.sharedMemory(),
                          "/dev/shm",
                          "SandboxLimits.sharedMemory (--shm-size)"));
    }
  }

  /** Another size is that of another file system: of the host's, or of a scratch folder's. */
  private static Optional<LimitReached> look(File place, long limit, String name, String setBy) {
    return place.getTotalSpace() == (limit + PAGE - 1) / PAGE * PAGE
        ? full(place.getUsableSpace(), limit, name, setBy)
        : Optional.empty();
  }

  /** Whether so little room is a full file system. */
  static Optional<LimitReached> full(long room, long limit, String name, String setBy) {
    return room < Math.min(FULL, limit / PART)
        ? Optional.of(
            new LimitReached(
                ReasonCode.DISK_FULL,
                "its "
                    + name
                    + " had been full and held "
                    + Math.max(0, limit - room)
                    + " bytes; the limit is "
                    + limit
                    + ", set by "
                    + setBy))
        : Optional.empty();
  }

  /** What a command that failed may have come to grief on. */
  Optional<LimitReached> full() {
    return full;
  }

  @Override
  public void close() {
    watch.ifPresent(future -> future.cancel(false));
  }
}
