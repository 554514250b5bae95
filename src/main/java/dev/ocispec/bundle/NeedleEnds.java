package dev.ocispec.bundle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Needles by their last bytes, as many for each. */
final class NeedleEnds {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int NONE = -1;

  private final List<byte[]> needles;
  private final int length;
  private final int[] first;
  private final long[] hashes;
  private final int[] after;
  private final int mask;

  /** The needles by their last {@code length} bytes; none is shorter, and eight is the least. */
  NeedleEnds(List<byte[]> needles, int length) {
    this.needles = needles;
    this.length = length;
    int slots = Integer.highestOneBit(Math.max(8, Math.multiplyExact(needles.size(), 2))) << 1;
    mask = slots - 1;
    first = new int[slots];
    Arrays.fill(first, NONE);
    hashes = new long[slots];
    after = new int[needles.size()];
    for (int i = 0; i < needles.size(); i++) {
      byte[] needle = needles.get(i);
      long hash = hash(needle, needle.length - length);
      int slot = slot(hash);
      after[i] = first[slot];
      first[slot] = i;
      hashes[slot] = hash;
    }
  }

  /** Tells of each needle whose last bytes begin at {@code from} and that is in the text whole. */
  void at(byte[] text, int from, NeedleAutomaton.Found found) {
    int end = from + length;
    for (int i = first[slot(hash(text, from))]; i != NONE; i = after[i]) {
      byte[] needle = needles.get(i);
      int start = end - needle.length;
      if (start >= 0 && Arrays.equals(needle, 0, needle.length, text, start, end)) {
        found.needle(i);
      }
    }
  }

  private int slot(long hash) {
    int slot = (int) (hash >>> 32) & mask;
    while (first[slot] != NONE && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The last eight bytes count again where the length is no multiple of eight. */
  private long hash(byte[] text, int from) {
    int last = from + length - Long.BYTES;
    long hash = length;
    for (int at = from; at < last; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONG.get(text, at));
    }
    return mixed(hash ^ (long) LONG.get(text, last));
  }

  private static long mixed(long bits) {
    long product = bits * SPREAD;
    return product ^ product >>> 29;
  }
}
