package dev.ocispec.spec.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What generated builders do with lists and maps. Not for use by callers. */
public final class BuilderLists {
  private BuilderLists() {}

  /** A changeable copy; null elements are refused. */
  public static <T> List<T> copy(Iterable<? extends T> values) {
    List<T> list =
        values instanceof Collection<?> all ? new ArrayList<>(all.size()) : new ArrayList<>();
    for (T value : values) {
      list.add(Objects.requireNonNull(value, "element"));
    }
    return list;
  }

  /**
   * What a builder holds of a list that it is given: the same one when nobody can change it, else a
   * copy; null elements are refused. {@link #changeable} comes before any change.
   */
  public static <T> List<T> share(Iterable<? extends T> values) {
    if (values instanceof ValueList<? extends T> list) {
      return ValueList.of(list);
    }
    return values instanceof Collection<?> all && all.isEmpty()
        ? Collections.emptyList()
        : copy(values);
  }

  /** The list, or one with the same elements where this one is shared; a new one for none. */
  public static <T> List<T> changeable(@Nullable List<T> list) {
    if (list == null) {
      return new ArrayList<>();
    }
    return list instanceof ArrayList<T> ? list : new ArrayList<>(list);
  }

  /** A changeable copy in the same order; null keys and values are refused. */
  public static <T> Map<String, T> copy(Map<String, ? extends T> entries) {
    Map<String, T> map = new LinkedHashMap<>();
    entries.forEach(
        (key, value) ->
            map.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value")));
    return map;
  }

  /** The list, made when there is none, with the values at its end. */
  @SafeVarargs
  public static <T> List<T> append(@Nullable List<T> list, T... values) {
    List<T> result = changeable(list);
    for (T value : values) {
      result.add(Objects.requireNonNull(value, "element"));
    }
    return result;
  }

  /** The list, made when there is none, with the numbers at its end. */
  public static List<Long> append(@Nullable List<Long> list, long... values) {
    List<Long> result = changeable(list);
    for (long value : values) {
      result.add(value);
    }
    return result;
  }

  /** The map, made when there is none, with the entry; an entry that is there keeps its place. */
  public static <T> Map<String, T> put(@Nullable Map<String, T> map, String key, T value) {
    Map<String, T> result = map == null ? new LinkedHashMap<>() : map;
    result.put(Objects.requireNonNull(key, "key"), value);
    return result;
  }

  /** What a value holds of a builder's list: elements that nobody can change. */
  public static <T> List<T> settled(@Nullable List<T> list) {
    return list == null ? Collections.emptyList() : ValueList.of(list);
  }

  /** What a value holds of a builder's map: entries that nobody can change. */
  public static <T> Map<String, T> settled(@Nullable Map<String, T> map) {
    return map == null || map.isEmpty()
        ? Collections.emptyMap()
        : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
