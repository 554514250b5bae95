package dev.ocispec.spec.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lists of values behave like any other list that can't be changed. */
@Tag("unit")
class ValueListTest {
  private final List<String> list = ValueList.of(new Object[] {"a", "b"});

  @Test
  void itEqualsAnyListOfTheSameElements() {
    assertThat(list).isEqualTo(List.of("a", "b")).hasSameHashCodeAs(List.of("a", "b"));
    assertThat(List.of("a", "b")).isEqualTo(list);
    assertThat(list).hasToString("[a, b]");
  }

  @Test
  void nobodyChangesIt() {
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add("c"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> list.set(0, "c"));
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.remove(0));
    Iterator<String> elements = list.iterator();
    elements.next();
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(elements::remove);
    list.toArray()[0] = "c";
    assertThat(list).containsExactly("a", "b");
  }

  @Test
  void itCanBeAskedForNull() {
    assertThat(list.contains(null)).isFalse();
    assertThat(list.indexOf(null)).isEqualTo(-1);
  }

  @Test
  void itEndsBehindItsLastElement() {
    Iterator<String> elements = list.iterator();
    elements.next();
    elements.next();

    assertThat(elements.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(elements::next);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(2));
  }

  @Test
  void aListThatNobodyChangesIsItsOwnCopyAndAnotherOneIsNot() {
    List<String> changeable = new ArrayList<>(list);

    List<String> copy = ValueList.of(changeable);
    changeable.set(0, "c");

    assertThat(ValueList.<String>of(list)).isSameAs(list);
    assertThat(copy).containsExactly("a", "b");
  }

  @Test
  void emptyOnesAreTheSame() {
    List<String> none = ValueList.of(new Object[0]);

    assertThat(none).isEmpty();
    assertThat(ValueList.<String>of(new ArrayList<>())).isSameAs(none);
  }
}
