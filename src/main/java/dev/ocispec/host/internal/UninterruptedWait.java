package dev.ocispec.host.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits that an interrupt does not cut short, for cleaning up and for what is short: the thread is
 * marked as interrupted again when the wait is over.
 */
public final class UninterruptedWait {
  private UninterruptedWait() {}

  /** Something that can be waited for. */
  @FunctionalInterface
  public interface Event {
    /** Waits for at most so many nanoseconds; whether it has come. */
    boolean await(long nanos) throws InterruptedException;
  }

  /** Waits for at most that long; whether it has come. */
  public static boolean atMost(Duration limit, Event event) {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return event.await(Math.max(0, deadline - System.nanoTime()));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the end of a process, for at most that long; whether it has ended. */
  public static boolean forEnd(Process process, Duration limit) {
    return atMost(limit, nanos -> process.waitFor(nanos, TimeUnit.NANOSECONDS));
  }

  /** Waits for just that long. */
  public static void pause(Duration time) {
    atMost(
        time,
        nanos -> {
          TimeUnit.NANOSECONDS.sleep(nanos);
          return true;
        });
  }
}
