package dev.ocispec.spec;

import java.util.List;
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

  /** The list in the form that the edits want; null for none. */
  static <E> @Nullable List<E> indexed(@Nullable List<E> list, ElementKey<E> key) {
    return list == null ? null : IndexedList.of(list, key);
  }

  static <E> List<E> put(@Nullable List<E> list, E element, ElementKey<E> key, boolean stacking) {
    IndexedList<E> result = IndexedList.of(list, key);
    Object wanted = key.of(element);
    if (wanted == null) {
      result.add(element);
    } else {
      put(result, element, wanted, stacking);
    }
    return result;
  }

  /** The same for an element whose key is known to be {@code wanted}. */
  static <E> void put(IndexedList<E> result, E element, Object wanted, boolean stacking) {
    int place = stacking ? result.last(wanted) : result.first(wanted);
    if (place < 0) {
      result.append(element);
      return;
    }
    result.replace(place, element);
    if (!stacking) {
      result.removeAfter(place, wanted);
    }
  }

  /**
   * Changes the last element of a key; where elements don't stack, it takes the place of the first
   * one and further ones are removed.
   *
   * @param list what {@link #indexed} gave
   * @return false when there is no such element
   */
  static boolean edit(
      @Nullable List<Object> list,
      Object wanted,
      ElementKey<Object> key,
      boolean stacking,
      UnaryOperator<Object> change) {
    if (!(list instanceof IndexedList<Object> elements)) {
      return false;
    }
    int last = elements.last(wanted);
    if (last < 0) {
      return false;
    }
    int place = stacking ? last : elements.first(wanted);
    Object changed = change.apply(elements.get(last));
    if (!stacking) {
      elements.removeAfter(place, wanted);
    }
    if (key.is(changed, wanted)) {
      elements.replace(place, changed);
    } else {
      elements.set(place, changed);
    }
    return true;
  }

  /**
   * Removes the last element of a key, or where elements don't stack all of them.
   *
   * @param list what {@link #indexed} gave
   * @return whether anything was removed
   */
  static boolean remove(
      @Nullable List<Object> list, Object wanted, ElementKey<Object> key, boolean stacking) {
    if (!(list instanceof IndexedList<Object> elements)) {
      return false;
    }
    if (!stacking) {
      return elements.first(wanted) >= 0 && elements.removeIf(element -> key.is(element, wanted));
    }
    int place = elements.last(wanted);
    if (place >= 0) {
      elements.remove(place);
    }
    return place >= 0;
  }
}
