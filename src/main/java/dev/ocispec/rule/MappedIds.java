package dev.ocispec.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ids inside the container that a list of mappings covers. */
final class MappedIds {
  /** From {@code first} on, before {@code end}. */
  private record Stretch(long first, long end) {}

  private static final List<Stretch> ALL = List.of(new Stretch(0, Long.MAX_VALUE));

  // In order, none touching another.
  private final List<Stretch> stretches;

  private MappedIds(List<Stretch> stretches) {
    this.stretches = stretches;
  }

  /** What {@code mappings} cover; everything when that can't be told. */
  static MappedIds of(Node mappings) {
    List<Stretch> found = new ArrayList<>();
    for (Node mapping : mappings.elements()) {
      long first = mapping.get("containerID").asLong().orElse(-1);
      long size = mapping.get("size").asLong().orElse(-1);
      if (first < 0 || size < 0 || first > Long.MAX_VALUE - size) {
        return new MappedIds(ALL);
      }
      found.add(new Stretch(first, first + size));
    }
    return new MappedIds(found.isEmpty() ? ALL : joined(found));
  }

  private static List<Stretch> joined(List<Stretch> found) {
    found.sort(Comparator.comparingLong(Stretch::first));
    List<Stretch> joined = new ArrayList<>();
    for (Stretch next : found) {
      Stretch last = joined.isEmpty() ? new Stretch(0, -1) : joined.get(joined.size() - 1);
      if (next.first() <= last.end()) {
        joined.set(joined.size() - 1, new Stretch(last.first(), Math.max(last.end(), next.end())));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  /** Whether {@code id} is one of them. */
  boolean covers(long id) {
    int low = 0;
    int high = stretches.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Stretch stretch = stretches.get(middle);
      if (id < stretch.first()) {
        high = middle - 1;
      } else if (id >= stretch.end()) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
