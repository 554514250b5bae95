package dev.ocispec.json.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that documents were written to and the next ones will be: growing one anew takes longer
 * than writing a small document. There are never more than a few, none of them large, however many
 * threads write.
 */
final class KeptBuffers {
  private static final int FIRST = 4 << 10;
  private static final int LARGEST = 256 << 10;

  /** A power of two. */
  private static final int PLACES = 16;

  private static final AtomicReferenceArray<byte @Nullable []> KEPT =
      new AtomicReferenceArray<>(PLACES);

  private static final AtomicInteger THREADS = new AtomicInteger();

  /** Each thread's own; those that write at the same time seldom share one, else make buffers. */
  private static final ThreadLocal<Integer> PLACE =
      ThreadLocal.withInitial(() -> THREADS.getAndIncrement() & (PLACES - 1));

  private KeptBuffers() {}

  /** A buffer that nobody else has, with any content. */
  static byte[] take() {
    byte[] kept = KEPT.getAndSet(PLACE.get(), null);
    return kept == null ? new byte[FIRST] : kept;
  }

  /** Keeps a buffer that its taker is done with, unless it is large. */
  static void giveBack(byte[] buffer) {
    if (buffer.length <= LARGEST) {
      KEPT.setRelease(PLACE.get(), buffer);
    }
  }
}
