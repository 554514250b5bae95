package dev.ocispec.spec;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds places in a list by the keys of what stands there. It holds numbers alone, so that a list
 * is indexed without an object for each element.
 */
final class PlaceTable {
  /** Says that no place has a key. */
  static final int NONE = -1;

  private final IntFunction<@Nullable Object> keys;
  private int[] hashes = new int[64];
  // One more than the place, so that 0 is free.
  private int[] places = new int[64];
  private int count;

  /** A table without places; {@code keys} gives the key of each place that is in it later on. */
  PlaceTable(IntFunction<@Nullable Object> keys) {
    this.keys = keys;
  }

  /** The place that was last put for {@code key}; {@link #NONE} when there is none. */
  int get(Object key) {
    return places[slot(key)] - 1;
  }

  /** Puts a place for {@code key}; gives whether there was another one, which it replaces. */
  boolean put(Object key, int place) {
    int slot = slot(key);
    boolean replaced = places[slot] != 0;
    places[slot] = place + 1;
    hashes[slot] = hash(key);
    if (!replaced && ++count * 2 > places.length) {
      grow();
    }
    return replaced;
  }

  private int slot(Object key) {
    int hash = hash(key);
    int slot = hash & places.length - 1;
    while (places[slot] != 0
        && !(hashes[slot] == hash && key.equals(keys.apply(places[slot] - 1)))) {
      slot = slot + 1 & places.length - 1;
    }
    return slot;
  }

  private void grow() {
    int[] oldHashes = hashes;
    int[] oldPlaces = places;
    hashes = new int[oldHashes.length * 2];
    places = new int[oldPlaces.length * 2];
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldPlaces[i] != 0) {
        int slot = oldHashes[i] & places.length - 1;
        while (places[slot] != 0) {
          slot = slot + 1 & places.length - 1;
        }
        hashes[slot] = oldHashes[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  private static int hash(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }
}
