package dev.ocispec.service;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of a log, never more than its limit in bytes. */
final class LogTail {
  private final int limit;
  private byte[] kept = new byte[0];
  private int length;

  LogTail(int limit) {
    this.limit = limit;
  }

  synchronized void add(byte[] bytes) {
    int count = Math.min(bytes.length, limit);
    int before = Math.min(length, limit - count);
    if (length + count > kept.length) {
      // Room for as much again, so that not every addition moves what is there.
      byte[] roomier = new byte[(int) Math.min(2L * limit, 2L * (before + count))];
      System.arraycopy(kept, length - before, roomier, 0, before);
      kept = roomier;
      length = before;
    }
    System.arraycopy(bytes, bytes.length - count, kept, length, count);
    length += count;
  }

  /** As UTF-8, from the first whole character on; bytes that are none become U+FFFD. */
  synchronized String text() {
    int from = Math.max(0, length - limit);
    while (from > 0 && from < length && (kept[from] & 0xC0) == 0x80) {
      from++;
    }
    return new String(Arrays.copyOfRange(kept, from, length), StandardCharsets.UTF_8);
  }
}
