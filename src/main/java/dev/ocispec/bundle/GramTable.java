package dev.ocispec.bundle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where runs of four bytes occur in what is searched for: for each such run, at which of up to 32
 * offsets.
 *
 * <p>A set of single bits, about one in sixteen of them set, answers first. It fits the processor's
 * cache where the table does not.
 */
final class GramTable {
  /** Bytes of a run. */
  static final int LENGTH = 4;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SPREAD = 0x9E3779B1;
  private static final int BITS_EACH = 4; // as a power of two
  private static final int FEWEST_BITS = 12;
  private static final int MOST_BITS = 31;

  private final long[] maybe;
  private final int shift;
  private final int[] grams;
  private final int[] offsets;
  private final int mask;

  /** A table for up to {@code most} runs. */
  GramTable(int most) {
    int wanted = Integer.SIZE - Integer.numberOfLeadingZeros(most) + BITS_EACH;
    int bits = Math.max(FEWEST_BITS, Math.min(MOST_BITS, wanted));
    maybe = new long[1 << (bits - 6)];
    shift = Integer.SIZE - bits;
    int slots = Integer.highestOneBit(Math.max(8, Math.multiplyExact(most, 2))) << 1;
    grams = new int[slots];
    offsets = new int[slots];
    mask = slots - 1;
  }

  /** The run at a place of a text. */
  static int at(byte[] text, int place) {
    return (int) INT.get(text, place);
  }

  /** Notes that the run occurs at this offset. */
  void add(int gram, int offset) {
    int hash = gram * SPREAD >>> shift;
    maybe[hash >>> 6] |= 1L << hash;
    int slot = slot(gram);
    grams[slot] = gram;
    offsets[slot] |= 1 << offset;
  }

  /**
   * The next place from {@code from} on, in steps of {@code stride} and before {@code end}, whose
   * run may be in the table; {@code end} or more when there is none.
   */
  int next(byte[] text, int from, int end, int stride) {
    long[] bits = maybe;
    int down = shift;
    int place = from;
    while (place < end) {
      int hash = (int) INT.get(text, place) * SPREAD >>> down;
      if ((bits[hash >>> 6] >>> hash & 1) != 0) {
        break;
      }
      place += stride;
    }
    return place;
  }

  /** The offsets at which the run occurs, as bits; 0 when it is not in the table. */
  int offsets(int gram) {
    return offsets[slot(gram)];
  }

  /** Where the run is, or would be: a slot without offsets is free. */
  private int slot(int gram) {
    int slot = (gram * SPREAD >>> 7) & mask;
    while (offsets[slot] != 0 && grams[slot] != gram) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
