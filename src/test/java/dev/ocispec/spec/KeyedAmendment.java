package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The amendment of an element of a keyed list, and what must hold of it.
 *
 * @param list gives the list
 * @param key gives an element's key
 * @param put the edit that puts an element
 * @param edit the edit that amends the element of a key
 * @param amended what the amendment makes of an element
 */
record KeyedAmendment<T, E, K>(
    Function<T, List<E>> list,
    Function<E, K> key,
    BiFunction<T, E, T> put,
    BiFunction<T, K, T> edit,
    UnaryOperator<E> amended) {

  /** For each element that is the last of its key: amending it is putting it amended. */
  void check(T value) {
    List<E> elements = list.apply(value);
    List<K> keys = elements.stream().map(key).toList();
    for (int i = 0; i < elements.size(); i++) {
      if (keys.lastIndexOf(keys.get(i)) == i) {
        assertThat(edit.apply(value, keys.get(i)))
            .isEqualTo(put.apply(value, amended.apply(elements.get(i))));
      }
    }
  }
}
