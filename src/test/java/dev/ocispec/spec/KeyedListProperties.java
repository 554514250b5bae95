package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.internal.BuilderLists;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** However many edits of a keyed list follow on each other, an index never shows. */
@Tag("property")
class KeyedListProperties {
  private static final String SEED = "20261127";

  /** What can happen to a builder's list. */
  enum Kind {
    PUT,
    EDIT,
    EDIT_KEY,
    REMOVE,
    APPEND,
    SET,
    INSERT,
    TAKE_OUT,
    REMOVE_IF,
    CLEAR
  }

  /** One thing that happens; {@code number} says where or with which key. */
  record Step(Kind kind, int number) {
    String key() {
      return "K" + number;
    }

    String element() {
      return key() + "=" + kind;
    }

    /** The element with another value, or with the key of another one. */
    String edited(String element) {
      return kind == Kind.EDIT ? element + "+" : "K" + (number + 1) + "=" + kind;
    }

    int place(List<?> list) {
      return list.isEmpty() ? 0 : number % list.size();
    }
  }

  @Provide
  Arbitrary<Step> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(40, Arbitraries.just(Kind.PUT)),
            Tuple.of(10, Arbitraries.of(Kind.EDIT, Kind.EDIT_KEY, Kind.APPEND)),
            Tuple.of(3, Arbitraries.of(Kind.REMOVE, Kind.SET, Kind.INSERT, Kind.TAKE_OUT)),
            Tuple.of(1, Arbitraries.of(Kind.REMOVE_IF, Kind.CLEAR)));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 60)).as(Step::new);
  }

  @Property(seed = SEED)
  void editsDoWhatAPlainSearchDoes(
      @ForAll @Size(max = 200) List<@From("steps") Step> steps, @ForAll boolean stacking) {
    List<Object> list = null;
    List<String> plain = new ArrayList<>();
    for (Step step : steps) {
      list = applied(step, list, plain, stacking);
      plain = expected(step, plain, stacking);
      assertThat(list == null ? List.of() : list).as(step.toString()).isEqualTo(plain);
    }
  }

  @Property(seed = SEED)
  void variablesAreFoundAsByAPlainSearch(@ForAll @Size(max = 200) List<@From("steps") Step> steps) {
    List<String> list = null;
    List<String> plain = new ArrayList<>();
    for (Step step : steps) {
      switch (step.kind()) {
        case APPEND -> {
          // An entry without value is a name alone.
          list = BuilderLists.append(list, step.key());
          plain.add(step.key());
        }
        case REMOVE, TAKE_OUT -> {
          String name = step.kind() == Kind.REMOVE ? step.key() : step.element();
          boolean removed = EnvironmentList.remove(list, name);
          assertThat(removed).isEqualTo(plain.removeIf(entry -> nameOf(entry).equals(name)));
        }
        default -> {
          list = EnvironmentList.put(list, step.key(), step.kind().name());
          putPlainly(plain, step.key(), step.element());
        }
      }
      assertThat(list == null ? List.of() : list).as(step.toString()).isEqualTo(plain);
    }
  }

  private static void putPlainly(List<String> plain, String name, String entry) {
    List<String> names = plain.stream().map(KeyedListProperties::nameOf).toList();
    int place = names.indexOf(name);
    if (place < 0) {
      plain.add(entry);
      return;
    }
    plain.set(place, entry);
    for (int i = names.size() - 1; i > place; i--) {
      if (names.get(i).equals(name)) {
        plain.remove(i);
      }
    }
  }

  private static String nameOf(String entry) {
    return entry.split("=", 2)[0];
  }

  private static @Nullable List<Object> applied(
      Step step, @Nullable List<Object> list, List<String> plain, boolean stacking) {
    if (step.kind() == Kind.PUT) {
      return KeyedList.put(list, step.element(), PlainKeyedList::key, stacking);
    }
    List<Object> there = KeyedList.indexed(list, PlainKeyedList::key);
    switch (step.kind()) {
      case EDIT, EDIT_KEY -> edit(there, step, plain, stacking);
      case REMOVE ->
          assertThat(KeyedList.remove(there, step.key(), PlainKeyedList::key, stacking))
              .isEqualTo(PlainKeyedList.remove(plain, step.key(), stacking).size() < plain.size());
      default -> {
        there = there == null ? new ArrayList<>() : there;
        change(there, step);
      }
    }
    return there;
  }

  private static void edit(
      @Nullable List<Object> list, Step step, List<String> plain, boolean stacking) {
    boolean done =
        KeyedList.edit(
            list,
            step.key(),
            PlainKeyedList::key,
            stacking,
            element -> step.edited((String) element));
    assertThat(done)
        .isEqualTo(plain.stream().map(PlainKeyedList::key).anyMatch(step.key()::equals));
  }

  private static <E> void change(List<E> list, Step step) {
    @SuppressWarnings("unchecked")
    E element = (E) step.element();
    switch (step.kind()) {
      case APPEND -> list.add(element);
      case INSERT -> list.add(step.place(list), element);
      case REMOVE_IF -> list.removeIf(any -> PlainKeyedList.key(any).length() == 2);
      case CLEAR -> list.clear();
      default -> {
        if (!list.isEmpty() && step.kind() == Kind.SET) {
          list.set(step.place(list), element);
        } else if (!list.isEmpty()) {
          list.remove(step.place(list));
        }
      }
    }
  }

  private static List<String> expected(Step step, List<String> plain, boolean stacking) {
    return switch (step.kind()) {
      case PUT -> PlainKeyedList.put(plain, step.element(), stacking);
      case EDIT, EDIT_KEY ->
          PlainKeyedList.edit(plain, step.key(), step::edited, stacking).orElse(plain);
      case REMOVE -> PlainKeyedList.remove(plain, step.key(), stacking);
      default -> {
        List<String> changed = new ArrayList<>(plain);
        change(changed, step);
        yield changed;
      }
    };
  }
}
