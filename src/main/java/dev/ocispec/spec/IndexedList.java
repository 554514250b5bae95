package dev.ocispec.spec;

import dev.ocispec.spec.internal.ObjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A builder's list in which elements are found by their keys, so that putting many takes no longer
 * for each than putting few.
 *
 * <p>The index is made when the list is long, goes on with what is appended, and is given up when
 * anything else changes. An element that still is a builder can be changed from outside: lists with
 * such elements are searched one by one.
 */
final class IndexedList<E> extends ArrayList<E> {
  private static final long serialVersionUID = 1L;

  // Shorter lists are searched as fast as a table.
  private static final int LONG = 16;

  // An index pays once it is used a few times; where each search is followed by a removal, it never
  // would.
  private static final int SEARCHES = 4;

  private final transient ElementKey<E> key;
  private transient @Nullable PlaceTable index;

  // How many elements from the first on are in the index, and whether two of them have one key.
  private transient int indexed;
  private transient boolean repeated;

  // How often the list was searched since the index was given up.
  private transient int searches;

  // Whether a key was looked for last that is not in the index of all elements.
  private transient boolean missed;

  // What changes and size differ by: the same as long as elements are appended one by one.
  private transient int state;

  private IndexedList(Collection<? extends E> elements, ElementKey<E> key) {
    super(elements);
    this.key = key;
  }

  /** The list itself when it is one of these, else one with the same elements. */
  static <E> IndexedList<E> of(@Nullable List<E> list, ElementKey<E> key) {
    if (list instanceof IndexedList<E> known) {
      return known;
    }
    return new IndexedList<>(list == null ? List.of() : list, key);
  }

  /** The place of the first element with the key {@code wanted}; -1 when there is none. */
  int first(Object wanted) {
    PlaceTable table = table();
    int place = table == null ? -1 : table.get(wanted);
    missed = table != null && place < 0;
    if (missed || table != null && !repeated) {
      return place;
    }
    for (int i = 0; i < size(); i++) {
      if (isAt(i, wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** The place of the last element with the key {@code wanted}; -1 when there is none. */
  int last(Object wanted) {
    PlaceTable table = table();
    int place = table == null ? -1 : table.get(wanted);
    missed = table != null && place < 0;
    if (table != null) {
      return place;
    }
    for (int i = size() - 1; i >= 0; i--) {
      if (isAt(i, wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** Appends {@code element}, for whose key {@link #first} or {@link #last} just found none. */
  void append(E element) {
    super.add(element);
    if (missed && index != null && !(element instanceof ObjectBuilder<?>)) {
      index.put(indexed);
      indexed++;
    }
    missed = false;
  }

  /** Puts {@code element}, which has the same key, where another one stands. */
  void replace(int place, E element) {
    super.set(place, element);
    if (element instanceof ObjectBuilder<?>) {
      forget();
    }
  }

  /** Removes the elements after {@code place} that have the key {@code wanted}. */
  void removeAfter(int place, Object wanted) {
    if (table() != null && !repeated) {
      return;
    }
    for (int i = size() - 1; i > place; i--) {
      if (isAt(i, wanted)) {
        remove(i);
      }
    }
  }

  private boolean isAt(int place, Object wanted) {
    return key.is(get(place), wanted);
  }

  /** The index of all elements; null when they have to be searched one by one. */
  private @Nullable PlaceTable table() {
    if (size() < LONG) {
      return null;
    }
    if (modCount - size() != state) {
      forget();
    }
    PlaceTable table = index;
    if (table == null) {
      if (++searches < SEARCHES) {
        return null;
      }
      table = new PlaceTable(this::isAt, size());
      index = table;
    }
    while (indexed < size()) {
      E element = get(indexed);
      Object itsKey = element instanceof ObjectBuilder<?> ? null : key.of(element);
      if (itsKey == null) {
        return null;
      }
      repeated |= table.get(itsKey) >= 0;
      table.put(indexed);
      indexed++;
    }
    return table;
  }

  private void forget() {
    index = null;
    indexed = 0;
    repeated = false;
    missed = false;
    searches = 0;
    state = modCount - size();
  }

  @Override
  public E set(int place, E element) {
    forget();
    return super.set(place, element);
  }

  @Override
  public void add(int place, E element) {
    super.add(place, element);
    forget();
  }

  @Override
  public boolean addAll(Collection<? extends E> more) {
    boolean changed = super.addAll(more);
    forget();
    return changed;
  }

  @Override
  public boolean addAll(int place, Collection<? extends E> more) {
    boolean changed = super.addAll(place, more);
    forget();
    return changed;
  }
}
