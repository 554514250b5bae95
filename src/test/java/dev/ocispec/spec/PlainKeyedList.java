package dev.ocispec.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What edits of a keyed list do, said plainly: elements are looked at one by one. Keys are what
 * comes before the equals sign.
 */
final class PlainKeyedList {
  private PlainKeyedList() {}

  static List<String> put(List<String> list, String element, boolean stacking) {
    List<String> result = new ArrayList<>(list);
    List<Integer> places = places(list, key(element));
    if (places.isEmpty()) {
      result.add(element);
    } else if (stacking) {
      result.set(places.get(places.size() - 1), element);
    } else {
      result.set(places.get(0), element);
      removeAllButFirst(places, result);
    }
    return result;
  }

  /** Gives nothing when there is no such element. */
  static Optional<List<String>> edit(
      List<String> list, String wanted, UnaryOperator<String> change, boolean stacking) {
    List<Integer> places = places(list, wanted);
    if (places.isEmpty()) {
      return Optional.empty();
    }
    List<String> result = new ArrayList<>(list);
    int last = places.get(places.size() - 1);
    String changed = change.apply(list.get(last));
    if (stacking) {
      result.set(last, changed);
    } else {
      result.set(places.get(0), changed);
      removeAllButFirst(places, result);
    }
    return Optional.of(result);
  }

  static List<String> remove(List<String> list, String wanted, boolean stacking) {
    List<String> result = new ArrayList<>(list);
    List<Integer> places = places(list, wanted);
    if (stacking && !places.isEmpty()) {
      result.remove((int) places.get(places.size() - 1));
    } else if (!stacking) {
      result.removeIf(element -> key(element).equals(wanted));
    }
    return result;
  }

  static String key(Object element) {
    String text = (String) element;
    return text.substring(0, text.indexOf('='));
  }

  private static void removeAllButFirst(List<Integer> places, List<String> list) {
    for (int i = places.size() - 1; i > 0; i--) {
      list.remove((int) places.get(i));
    }
  }

  private static List<Integer> places(List<String> list, String wanted) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (key(list.get(i)).equals(wanted)) {
        places.add(i);
      }
    }
    return places;
  }
}
