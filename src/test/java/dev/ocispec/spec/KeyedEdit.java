package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.internal.JsonValueCollector;
import dev.ocispec.spec.internal.Walkable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The edits of one list whose elements have keys, and what must hold of them.
 *
 * @param member the list's name
 * @param list gives the list
 * @param key gives an element's key
 * @param put the edit that puts an element
 * @param remove the edit that removes the element of a key
 * @param stacking whether several elements may have one key, so that the last one is meant
 */
record KeyedEdit<T extends OciObject, E, K>(
    String member,
    Function<T, List<E>> list,
    Function<E, K> key,
    BiFunction<T, E, T> put,
    BiFunction<T, K, T> remove,
    boolean stacking) {

  /** Puts {@code element} and checks what came of it. */
  void checkPut(T value, E element) {
    T once = put.apply(value, element);
    assertThat(put.apply(once, element)).as("putting twice is putting once").isEqualTo(once);
    List<E> expected = new ArrayList<>(list.apply(value));
    int place = place(expected, key.apply(element));
    if (place < 0) {
      expected.add(element);
    } else {
      expected.set(place, element);
      for (int i = expected.size() - 1; i > place && !stacking; i--) {
        if (hasKey(expected.get(i), key.apply(element))) {
          expected.remove(i);
        }
      }
    }
    assertThat(list.apply(once)).isEqualTo(expected);
    assertThat(allBut(once)).isEqualTo(allBut(value));
  }

  /** Removes the element of {@code wanted} and checks what came of it. */
  void checkRemove(T value, K wanted) {
    List<E> before = list.apply(value);
    T once = remove.apply(value, wanted);
    List<E> expected = new ArrayList<>(before);
    if (stacking) {
      int place = place(expected, wanted);
      if (place >= 0) {
        expected.remove(place);
      }
    } else {
      expected.removeIf(element -> hasKey(element, wanted));
    }
    assertThat(list.apply(once)).isEqualTo(expected);
    assertThat(allBut(once)).isEqualTo(allBut(value));
    if (expected.size() == before.size()) {
      assertThat(once).as("removing nothing changes nothing").isEqualTo(value);
    }
    if (before.stream().filter(element -> hasKey(element, wanted)).count() <= 1 || !stacking) {
      assertThat(remove.apply(once, wanted)).as("removing twice").isEqualTo(once);
    }
  }

  private int place(List<E> elements, K wanted) {
    List<K> keys = new ArrayList<>();
    elements.forEach(element -> keys.add(key.apply(element)));
    return stacking ? keys.lastIndexOf(wanted) : keys.indexOf(wanted);
  }

  private boolean hasKey(E element, K wanted) {
    return key.apply(element).equals(wanted);
  }

  /** The whole object as JSON but for the list. */
  private Map<String, JsonValue> allBut(T value) {
    JsonValueCollector collector = new JsonValueCollector();
    Walkable.of(value).accept(collector);
    Map<String, JsonValue> members = new TreeMap<>(collector.result().members());
    members.remove(member);
    return Collections.unmodifiableMap(members);
  }
}
