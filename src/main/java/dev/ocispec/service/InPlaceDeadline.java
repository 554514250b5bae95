package dev.ocispec.service;

import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RuntimeFailureException;
import dev.ocispec.runtime.Signal;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Ends a command whose time is up: asks it to with SIGTERM, and has it killed when it does not. */
final class InPlaceDeadline implements AutoCloseable {
  private static final Logger LOG = QuietLogging.logger(InPlaceDeadline.class);

  private final BuildStopper stop;
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean passed;

  private InPlaceDeadline(BuildStopper stop) {
    this.stop = stop;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "ocispec-in-place-timer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** For a command that may take as long as it likes. */
  static InPlaceDeadline none(BuildStopper stop) {
    return new InPlaceDeadline(stop);
  }

  /** Begins to count. */
  static InPlaceDeadline start(
      Duration limit, Duration delay, BuildStopper stop, OciRuntime runtime, String container) {
    InPlaceDeadline deadline = new InPlaceDeadline(stop);
    deadline.timer.schedule(
        () -> deadline.ask(delay, runtime, container), limit.toNanos(), TimeUnit.NANOSECONDS);
    return deadline;
  }

  private void ask(Duration delay, OciRuntime runtime, String container) {
    passed = true;
    if (delay.isZero()) {
      stop.request(BuildStatus.TIMED_OUT);
      return;
    }
    timer.schedule(
        () -> stop.request(BuildStatus.TIMED_OUT), delay.toNanos(), TimeUnit.NANOSECONDS);
    try {
      runtime.kill(container, Signal.TERM);
    } catch (RuntimeFailureException e) {
      LOG.debug("{} could not be asked to end", container, e); // It ended, or will be killed.
    }
  }

  boolean hasPassed() {
    return passed;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
