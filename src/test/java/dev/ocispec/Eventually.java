package dev.ocispec;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what the kernel, a runtime or another thread needs a moment for. */
public final class Eventually {
  private static final long PAUSE_MILLIS = 20;

  private Eventually() {}

  /** Looks again and again; whether {@code condition} has come to hold within {@code patience}. */
  public static boolean holds(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return true;
  }
}
