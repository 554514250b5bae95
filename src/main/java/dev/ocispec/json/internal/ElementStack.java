package dev.ocispec.json.internal;

import dev.ocispec.spec.internal.ValueList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The elements of lists and the entries of maps that are being read, the innermost on top, so that
 * each list is made once, in its final size.
 */
final class ElementStack {
  private @Nullable Object[] kept = new Object[64];
  private int size;
  private int[] starts = new int[16];
  private int open;

  void openList() {
    if (open == starts.length) {
      starts = Arrays.copyOf(starts, open * 2);
    }
    starts[open++] = size;
  }

  /** An element, unless it could not be read. */
  void keep(@Nullable Object element) {
    if (element != null) {
      push(element);
    }
  }

  private void push(Object element) {
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, size * 2);
    }
    kept[size++] = element;
  }

  <T> List<T> closeList() {
    int start = starts[--open];
    if (start == size) {
      return Collections.emptyList();
    }
    Object[] elements = Arrays.copyOfRange(kept, start, size);
    size = start;
    return ValueList.of(elements);
  }

  void openMap() {
    push(new LinkedHashMap<String, Object>());
    push("");
  }

  /** Begins an entry; false when the map has one of that name. */
  boolean enter(String key) {
    kept[size - 1] = key;
    return !map().containsKey(key);
  }

  /** The value of the entry, unless it could not be read. */
  void put(@Nullable Object value) {
    if (value != null) {
      map().put(String.valueOf(kept[size - 1]), value);
    }
  }

  @SuppressWarnings("unchecked")
  <T> Map<String, T> closeMap() {
    Map<String, T> map = (Map<String, T>) (Map<String, ?>) map();
    size -= 2;
    return map.isEmpty() ? Collections.emptyMap() : Collections.unmodifiableMap(map);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> map() {
    return (Map<String, Object>) Objects.requireNonNull(kept[size - 2]);
  }
}
