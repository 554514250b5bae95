package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.ScratchUse;
import dev.ocispec.report.OciException;
import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Ends a build whose writable folders hold more than they may. It looks at them again and again, at
 * most for a tenth of the time, so a build can be over its limits for a moment.
 */
final class DiskWatch implements DiskGuard {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final int PAUSE_PER_LOOK = 9;
  private static final ScratchUse NOTHING = new ScratchUse(0, 0);
  private static final Logger LOG = QuietLogging.logger(DiskWatch.class);

  private final Bundle bundle;
  private final SandboxLimits limits;
  private final ScratchUse copied;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Optional<Thread> watcher;

  private DiskWatch(Bundle bundle, SandboxLimits limits, Consumer<LimitReached> reached) {
    this.bundle = bundle;
    this.limits = limits;
    this.copied = bundle.overlayUse();
    this.watcher = Optional.of(start(reached));
  }

  /** One that has nothing to watch. */
  private DiskWatch(Bundle bundle, SandboxLimits limits) {
    this.bundle = bundle;
    this.limits = limits;
    this.copied = NOTHING;
    this.watcher = Optional.empty();
  }

  /** Begins to watch a bundle that has not run yet; {@code reached} hears of a limit once. */
  static DiskWatch start(Bundle bundle, SandboxLimits limits, Consumer<LimitReached> reached) {
    return isNeeded(limits)
        ? new DiskWatch(bundle, limits, reached)
        : new DiskWatch(bundle, limits);
  }

  /** Whether there are limits that this could hold. */
  static boolean isNeeded(SandboxLimits limits) {
    return limits.disk().isPresent() || limits.diskFiles().isPresent();
  }

  private Thread start(Consumer<LimitReached> reached) {
    Thread thread = new Thread(() -> watch(reached), "ocispec-build-disk");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void watch(Consumer<LimitReached> reached) {
    try {
      Optional<LimitReached> found = Optional.empty();
      long pause = SHORTEST_PAUSE.toNanos();
      while (found.isEmpty() && !over.await(pause, TimeUnit.NANOSECONDS)) {
        long begin = System.nanoTime();
        found = look(bundle, limits, copied);
        pause = Math.max(SHORTEST_PAUSE.toNanos(), PAUSE_PER_LOOK * (System.nanoTime() - begin));
      }
      found.ifPresent(reached);
    } catch (OciException e) {
      LOG.warn(
          "can't watch the writable folders in {}; they are looked at in the end",
          bundle.folder(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does that, and it would mean the end.
    }
  }

  @Override
  public Optional<LimitReached> full() {
    return over().or(() -> FullDisk.at(bundle.folder()));
  }

  @Override
  public Optional<LimitReached> over() {
    return watcher.isPresent() ? look(bundle, limits, copied) : Optional.empty();
  }

  /** Whether a new bundle is over its limits. */
  static Optional<LimitReached> before(Bundle bundle, SandboxLimits limits) {
    return look(bundle, limits, bundle.overlayUse());
  }

  /** What was copied for the build is not counted. */
  private static Optional<LimitReached> look(
      Bundle bundle, SandboxLimits limits, ScratchUse copied) {
    ScratchUse use = bundle.scratchUse().plus(bundle.overlayUse().minus(copied));
    long foldersThemselves = 1L + bundle.request().scratchPaths().size();
    return over(
            use.bytes(),
            limits.disk(),
            "bytes, more than the limit of ",
            " that SandboxLimits.disk (--disk) sets")
        .or(
            () ->
                over(
                    Math.max(0, use.files() - foldersThemselves),
                    limits.diskFiles(),
                    "files and folders, more than the limit of ",
                    " that SandboxLimits.diskFiles (--disk-files) sets"));
  }

  private static Optional<LimitReached> over(
      long found, OptionalLong limit, String than, String setBy) {
    return limit.isPresent() && found > limit.getAsLong()
        ? Optional.of(
            new LimitReached(
                ReasonCode.DISK_FULL,
                "its writable folders held " + found + " " + than + limit.getAsLong() + setBy))
        : Optional.empty();
  }

  @Override
  public void close() {
    over.countDown();
    try {
      if (watcher.isPresent()) {
        watcher.get().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The build is to end; the watcher does so by itself.
    }
  }
}
