package dev.ocispec.spec;

/**
 * Finds places in a list by the keys of what stands there. It holds numbers alone, so that a list
 * is indexed without an object for each element.
 */
final class PlaceTable {
  /** Says what has which key. */
  interface Keys {
    /** Whether the element at {@code place} has {@code key}. */
    boolean isAt(int place, Object key);
  }

  private static final int SMALLEST = 64;

  private final Keys keys;

  // The hash of a key above, one more than its place below; 0 where there is none.
  private long[] slots;
  private int count;

  // Where the key belongs that was looked for last, and its hash.
  private int slot;
  private int hash;

  /** A table without places, with room for {@code expected} of them. */
  PlaceTable(Keys keys, int expected) {
    this.keys = keys;
    int size = SMALLEST;
    while (size < expected * 4L && size < 1 << 30) {
      size *= 2;
    }
    this.slots = new long[size];
  }

  /** The place that was last put for {@code key}; -1 when there is none. */
  int get(Object key) {
    hash = hash(key);
    slot = hash & slots.length - 1;
    while (slots[slot] != 0) {
      int place = (int) slots[slot] - 1;
      if ((int) (slots[slot] >>> 32) == hash && keys.isAt(place, key)) {
        return place;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return -1;
  }

  /** Puts a place for the key that was looked for last, instead of one that it has. */
  void put(int place) {
    boolean isNew = slots[slot] == 0;
    slots[slot] = (long) hash << 32 | place + 1;
    if (isNew && ++count * 2 > slots.length) {
      grow();
    }
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 4];
    for (long entry : old) {
      if (entry != 0) {
        int free = (int) (entry >>> 32) & slots.length - 1;
        while (slots[free] != 0) {
          free = free + 1 & slots.length - 1;
        }
        slots[free] = entry;
      }
    }
  }

  private static int hash(Object key) {
    int spread = key.hashCode() * 0x9E3779B9;
    return spread ^ spread >>> 16;
  }
}
