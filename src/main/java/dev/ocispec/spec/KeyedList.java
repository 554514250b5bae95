package dev.ocispec.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Edits of a list whose elements have keys.
 *
 * <p>Where elements may stack (mounts on the same destination), an edit concerns the last one of
 * its key only; elsewhere one element per key remains.
 */
final class KeyedList {
  private KeyedList() {}

  static List<Object> put(
      @Nullable List<Object> list,
      Object element,
      Function<Object, @Nullable Object> key,
      boolean stacking) {
    List<Object> result = list == null ? new ArrayList<>() : list;
    Object wanted = key.apply(element);
    int place = find(result, wanted, key, stacking);
    if (place < 0) {
      result.add(element);
      return result;
    }
    result.set(place, element);
    if (!stacking) {
      for (int i = result.size() - 1; i > place; i--) {
        if (isAt(result.get(i), wanted, key)) {
          result.remove(i);
        }
      }
    }
    return result;
  }

  /**
   * Changes the last element of a key; where elements don't stack, it takes the place of the first
   * one and further ones are removed.
   *
   * @return false when there is no such element
   */
  static boolean edit(
      @Nullable List<Object> list,
      Object wanted,
      Function<Object, @Nullable Object> key,
      boolean stacking,
      UnaryOperator<Object> change) {
    int last = list == null ? -1 : find(list, wanted, key, true);
    if (list == null || last < 0) {
      return false;
    }
    int place = find(list, wanted, key, stacking);
    Object changed = change.apply(list.get(last));
    for (int i = last; i > place; i--) {
      if (isAt(list.get(i), wanted, key)) {
        list.remove(i);
      }
    }
    list.set(place, changed);
    return true;
  }

  /** Whether anything was removed. */
  static boolean remove(
      @Nullable List<Object> list,
      Object wanted,
      Function<Object, @Nullable Object> key,
      boolean stacking) {
    if (list == null) {
      return false;
    }
    if (!stacking) {
      return list.removeIf(element -> isAt(element, wanted, key));
    }
    int place = find(list, wanted, key, true);
    if (place >= 0) {
      list.remove(place);
    }
    return place >= 0;
  }

  private static int find(
      List<Object> list,
      @Nullable Object wanted,
      Function<Object, @Nullable Object> key,
      boolean last) {
    int found = -1;
    for (int i = 0; i < list.size() && (last || found < 0); i++) {
      if (isAt(list.get(i), wanted, key)) {
        found = i;
      }
    }
    return found;
  }

  private static boolean isAt(
      Object element, @Nullable Object wanted, Function<Object, @Nullable Object> key) {
    return wanted != null && wanted.equals(key.apply(element));
  }
}
