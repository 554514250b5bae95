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
    List<T> result = list == null ? new ArrayList<>() : list;
    for (T value : values) {
      result.add(Objects.requireNonNull(value, "element"));
    }
    return result;
  }

  /** The list, made when there is none, with the numbers at its end. */
  public static List<Long> append(@Nullable List<Long> list, long... values) {
    List<Long> result = list == null ? new ArrayList<>() : list;
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
