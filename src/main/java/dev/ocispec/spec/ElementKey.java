package dev.ocispec.spec;

import org.jspecify.annotations.Nullable;

/** What tells the elements of a list apart. */
@FunctionalInterface
interface ElementKey<E> {
  /** The key of an element; null while it has none. */
  @Nullable Object of(E element);

  /** Whether {@code element} has the key {@code wanted}. */
  default boolean is(E element, Object wanted) {
    return wanted.equals(of(element));
  }
}
