package dev.ocispec.service;

import java.util.Optional;

/**
 * Ends a build early, because it was cancelled, its deadline passed or it went over a limit:
 * interrupts the thread that works on it, once, and only while that can be interrupted.
 */
final class BuildStopper {
  private Optional<BuildStatus> cause = Optional.empty();
  private Optional<LimitReached> limit = Optional.empty();
  private Optional<Thread> worker = Optional.empty();
  private boolean finished;

  /** Asks for the end; the first cause counts, and none once the work is done. */
  synchronized boolean request(BuildStatus status) {
    if (finished || cause.isPresent()) {
      return false;
    }
    cause = Optional.of(status);
    worker.ifPresent(Thread::interrupt);
    return true;
  }

  /** Asks for the end because the build is over a limit: it fails for that. */
  synchronized void request(LimitReached reached) {
    if (request(BuildStatus.FAILED)) {
      limit = Optional.of(reached);
    }
  }

  /** The limit that the work was stopped for, if it was one. */
  synchronized Optional<LimitReached> limit() {
    return limit;
  }

  /** The calling thread works from now on, and is interrupted at once if the end was asked for. */
  synchronized void begin() {
    worker = Optional.of(Thread.currentThread());
    if (cause.isPresent()) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The calling thread must not be interrupted any more, since what follows is the clean-up, and
   * nothing can be stopped; gives what the work was stopped for.
   */
  synchronized Optional<BuildStatus> end() {
    worker = Optional.empty();
    finished = true;
    Thread.interrupted();
    return cause;
  }

  /** What the work was stopped for so far. */
  synchronized Optional<BuildStatus> cause() {
    return cause;
  }
}
