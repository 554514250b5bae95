package dev.ocispec.spec.internal;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.RandomAccess;

/**
 * The list that values hold: nobody can change it, so that builders and values may share it instead
 * of copying it. Like other lists it may be asked whether it has {@code null}, which it never has.
 */
public final class ValueList<T> extends AbstractList<T> implements RandomAccess {
  private final Object[] elements;

  private ValueList(Object[] elements) {
    this.elements = elements;
  }

  /** A list of these elements; the array is the list's from now on. */
  public static <T> List<T> of(Object[] elements) {
    return elements.length == 0 ? Collections.emptyList() : new ValueList<>(elements);
  }

  /** A list of the same elements, the same one when nobody can change it. */
  @SuppressWarnings("unchecked")
  public static <T> List<T> of(List<? extends T> list) {
    return list instanceof ValueList<?> ? (List<T>) list : of(list.toArray());
  }

  @Override
  @SuppressWarnings("unchecked")
  public T get(int index) {
    return (T) elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }

  @Override
  public Object[] toArray() {
    return Arrays.copyOf(elements, elements.length, Object[].class);
  }

  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < elements.length;
      }

      @Override
      public T next() {
        if (next >= elements.length) {
          throw new NoSuchElementException();
        }
        return get(next++);
      }
    };
  }
}
