package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.DifferenceEntry;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects differences between two containers. */
final class Entries {
  private final ContainerView before;
  private final ContainerView after;
  private final List<DifferenceEntry> all = new ArrayList<>();

  Entries(ContainerView before, ContainerView after) {
    this.before = before;
    this.after = after;
  }

  ContainerView before() {
    return before;
  }

  ContainerView after() {
    return after;
  }

  /** Adds a difference at a place; the meaning is given as a clause. */
  void add(
      Place place, Optional<JsonValue> was, Optional<JsonValue> is, Weight weight, String meaning) {
    String pointer = is.isPresent() ? place.after() : place.before();
    all.add(new DifferenceEntry(weight, pointer, was, is, Words.sentence(meaning) + "."));
  }

  void add(Place place, Optional<JsonValue> was, Optional<JsonValue> is, Meaning meaning) {
    add(place, was, is, meaning.weight(), meaning.text());
  }

  int size() {
    return all.size();
  }

  /** All of them, the weightiest first, else as they were added. */
  List<DifferenceEntry> ranked() {
    return all.stream().sorted(Comparator.comparing(DifferenceEntry::weight)).toList();
  }
}
