package dev.ocispec.runtime;

import java.util.Arrays;

/** Keeps the last bytes of a stream, never more than its limit. */
final class TailBuffer {
  private final int limit;
  private byte[] ring;
  private int next;
  private long total;

  TailBuffer(int limit) {
    this.limit = limit;
    this.ring = new byte[Math.min(limit, 1024)];
  }

  synchronized void add(byte[] bytes, int length) {
    if (limit == 0) {
      total += length;
      return;
    }
    int from = Math.max(0, length - limit);
    total += from;
    if (from > 0) {
      next = 0; // What is older falls out entirely.
    }
    for (int done = from; done < length; ) {
      if (next == ring.length) {
        makeRoom();
      }
      int count = Math.min(length - done, ring.length - next);
      System.arraycopy(bytes, done, ring, next, count);
      next += count;
      total += count;
      done += count;
    }
  }

  /** Grows while that is allowed, then starts over at the front. */
  private void makeRoom() {
    if (ring.length < limit) {
      ring = Arrays.copyOf(ring, (int) Math.min(limit, ring.length * 2L));
    } else {
      next = 0;
    }
  }

  synchronized CapturedOutput captured() {
    if (total <= next) {
      return new CapturedOutput(Arrays.copyOf(ring, next), total);
    }
    byte[] bytes = new byte[ring.length];
    System.arraycopy(ring, next, bytes, 0, ring.length - next);
    System.arraycopy(ring, 0, bytes, ring.length - next, next);
    return new CapturedOutput(bytes, total);
  }
}
