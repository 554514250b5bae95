package dev.ocispec.bundle;

/** Edges of an automaton: from a state by a byte to a state. Open addressing, at most half full. */
final class EdgeTable {
  private static final int ABSENT = -1;

  private final long[] keys;
  private final int[] targets;
  private final int mask;

  /** A table for up to {@code edges} edges. */
  EdgeTable(int edges) {
    int size = Integer.highestOneBit(Math.max(8, Math.multiplyExact(edges, 2))) << 1;
    keys = new long[size];
    targets = new int[size];
    mask = size - 1;
  }

  /** Where the edge leads; -1 when there is none. */
  int target(int state, int b) {
    long key = key(state, b);
    int slot = slot(key);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return targets[slot];
      }
      slot = (slot + 1) & mask;
    }
    return ABSENT;
  }

  void put(int state, int b, int target) {
    long key = key(state, b);
    int slot = slot(key);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    targets[slot] = target;
  }

  /** Never 0, which marks a free slot. */
  private static long key(int state, int b) {
    return ((long) state << 8 | b) + 1;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & mask;
  }
}
