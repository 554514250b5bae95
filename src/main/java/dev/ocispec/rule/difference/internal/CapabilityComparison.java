package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.CapabilityMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the capability sets, one difference for each capability. */
final class CapabilityComparison {
  private static final List<String> SETS =
      List.of("bounding", "effective", "permitted", "inheritable", "ambient");

  private final Entries entries;

  CapabilityComparison(Entries entries) {
    this.entries = entries;
  }

  void compare(Place place, JsonValue was, JsonValue is) {
    Set<String> names = new TreeSet<>();
    for (String set : SETS) {
      names.addAll(names(was, set));
      names.addAll(names(is, set));
    }
    names.forEach(name -> compare(name, place, was, is));
  }

  private static List<String> names(JsonValue sets, String set) {
    JsonValue list = sets.members().get(set);
    return list == null
        ? List.of()
        : list.elements().stream().flatMap(entry -> entry.asText().stream()).toList();
  }

  private void compare(String name, Place place, JsonValue was, JsonValue is) {
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (String set : SETS) {
      boolean before = names(was, set).contains(name);
      boolean after = names(is, set).contains(name);
      if (after && !before) {
        added.add(set);
      } else if (before && !after) {
        removed.add(set);
      }
    }
    if (added.isEmpty() && removed.isEmpty()) {
      return;
    }
    boolean comes = !added.isEmpty();
    String set = comes ? added.get(0) : removed.get(0);
    Place list = place.member(set, false);
    int index = names(comes ? is : was, set).indexOf(name);
    Optional<JsonValue> value = Optional.of(JsonValue.of(name));
    entries.add(
        list.element(index, index),
        comes ? Optional.empty() : value,
        comes ? value : Optional.empty(),
        meaning(name, added, removed));
  }

  private Meaning meaning(String name, List<String> added, List<String> removed) {
    String shown = Words.path(name);
    String where = where(added, removed);
    Optional<CapabilityMeaning> known = CapabilityMeaning.of(name);
    if (known.isEmpty()) {
      return Meaning.plain("the unknown capability " + shown + where);
    }
    CapabilityMeaning meaning = known.orElseThrow();
    boolean held = entries.before().held().contains(name);
    boolean holds = entries.after().held().contains(name);
    if (holds && !held) {
      return new Meaning(
          meaning.weightIn(entries.after()),
          "adds "
              + shown
              + where
              + ": it may "
              + meaning.permitsIn(entries.after())
              + (entries.after().capabilitiesReachHost() ? "" : ", within its user namespace"));
    }
    if (held && !holds) {
      return new Meaning(
          Meaning.ofGone(meaning.weightIn(entries.before())),
          "takes "
              + shown
              + " away"
              + where
              + (entries.after().obtainable().contains(name)
                  ? ", though set-user-ID programs can still obtain it"
                  : ""));
    }
    boolean obtained = entries.before().obtainable().contains(name);
    boolean obtains = entries.after().obtainable().contains(name);
    if (obtains && !obtained) {
      return new Meaning(
          meaning.weightIn(entries.after()),
          "set-user-ID programs can now obtain "
              + shown
              + where
              + ": whoever holds it may "
              + meaning.permitsIn(entries.after()));
    }
    return new Meaning(Weight.PLAIN, shown + where + ", which its program does not notice at once");
  }

  private static String where(List<String> added, List<String> removed) {
    List<String> parts = new ArrayList<>();
    if (!added.isEmpty()) {
      parts.add("in " + Words.list(added));
    }
    if (!removed.isEmpty()) {
      parts.add("no longer in " + Words.list(removed));
    }
    return " (" + String.join(", ", parts) + ")";
  }
}
