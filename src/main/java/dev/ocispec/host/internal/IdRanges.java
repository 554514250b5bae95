package dev.ocispec.host.internal;

import dev.ocispec.host.IdRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects ranges of ids that have no id in common, since a user namespace maps each id once. */
public final class IdRanges {
  /** The last id of each range that is taken, by its first; none of them touch. */
  private final TreeMap<Long, Long> taken = new TreeMap<>();

  /**
   * What a user can map besides itself: {@code ranges} without its {@code own} id, without the
   * host's root, and without what an earlier range has already.
   */
  public static List<IdRange> usable(List<IdRange> ranges, long own) {
    IdRanges free = new IdRanges();
    free.take(new IdRange(0, 1));
    free.take(new IdRange(own, 1));
    return ranges.stream().flatMap(range -> free.take(range).stream()).toList();
  }

  /** The parts of {@code ranges} that are also in one of {@code existing}, in their order. */
  static List<IdRange> within(List<IdRange> existing, List<IdRange> ranges) {
    List<IdRange> parts = new ArrayList<>();
    for (IdRange range : ranges) {
      for (IdRange there : existing) {
        long first = Math.max(range.first(), there.first());
        long last = Math.min(range.last(), there.last());
        if (first <= last) {
          parts.add(new IdRange(first, last - first + 1));
        }
      }
    }
    return parts;
  }

  /** Takes what is still free of {@code range}, and returns that. */
  List<IdRange> take(IdRange range) {
    List<IdRange> free = new ArrayList<>();
    long at = range.first();
    while (at <= range.last()) {
      Map.Entry<Long, Long> below = taken.floorEntry(at);
      if (below != null && below.getValue() >= at) {
        at = below.getValue() + 1;
      } else {
        Long next = taken.higherKey(at);
        long last = next == null ? range.last() : Math.min(range.last(), next - 1);
        free.add(new IdRange(at, last - at + 1));
        at = last + 1;
      }
    }
    merge(range.first(), range.last());
    return free;
  }

  /** Makes one range of all that touch {@code from} to {@code to}, so that none is met twice. */
  private void merge(long from, long to) {
    long first = from;
    long last = to;
    Map.Entry<Long, Long> near = taken.floorEntry(last + 1);
    while (near != null && near.getValue() >= first - 1) {
      first = Math.min(first, near.getKey());
      last = Math.max(last, near.getValue());
      taken.remove(near.getKey());
      near = taken.floorEntry(last + 1);
    }
    taken.put(first, last);
  }
}
