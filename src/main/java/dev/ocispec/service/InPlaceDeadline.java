package dev.ocispec.service;

import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RuntimeFailureException;
import dev.ocispec.runtime.Signal;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Ends a command whose time is up: asks it to with SIGTERM, and has it killed when it does not. */
final class InPlaceDeadline {
  private static final Logger LOG = QuietLogging.logger(InPlaceDeadline.class);

  private final InPlaceOptionsValue options;
  private final BuildStopper stop;
  private final ScheduledExecutorService timer;
  private final OciRuntime runtime;
  private final String container;
  private volatile boolean passed;

  InPlaceDeadline(
      InPlaceOptionsValue options,
      BuildStopper stop,
      ScheduledExecutorService timer,
      OciRuntime runtime,
      String container) {
    this.options = options;
    this.stop = stop;
    this.timer = timer;
    this.runtime = runtime;
    this.container = container;
  }

  /** Begins to count on the timer, if there is a limit. */
  void start() {
    options
        .timeout()
        .ifPresent(
            limit ->
                timer.schedule(
                    () -> ask(options.killDelay()), limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void ask(Duration delay) {
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
}
