package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.DifferenceEntry;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.JsonValue.Kind;
import dev.ocispec.spec.Spec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Walks two configurations side by side. */
public final class Comparison {
  // Objects that are one thing: that they appear or disappear is one difference.
  private static final Set<String> WHOLE =
      Set.of(
          "/linux/seccomp",
          "/linux/intelRdt",
          "/linux/memoryPolicy",
          "/linux/personality",
          "/linux/timeOffsets",
          "/process/scheduler",
          "/process/ioPriority",
          "/process/execCPUAffinity",
          "/process/consoleSize",
          "/vm",
          "/windows/hyperv");

  // Objects whose members say one thing together.
  private static final Map<String, List<String>> TOGETHER =
      Map.of(
          "/mounts/*", List.of("type", "source", "options"),
          "/process/rlimits/*", List.of("soft", "hard"),
          "/linux/uidMappings/*", List.of("hostID", "size"),
          "/linux/gidMappings/*", List.of("hostID", "size"));

  private static final Set<String> MAPS =
      Set.of(
          "/annotations",
          "/linux/sysctl",
          "/linux/netDevices",
          "/linux/resources/unified",
          "/linux/resources/rdma");

  private final Entries entries;
  private final Meanings meanings;
  private final CapabilityComparison capabilities;
  private final SystemCallComparison systemCalls;

  private Comparison(ContainerView before, ContainerView after) {
    this.entries = new Entries(before, after);
    this.meanings = new Meanings(before, after);
    this.capabilities = new CapabilityComparison(entries);
    this.systemCalls = new SystemCallComparison(entries);
  }

  /** The differences, the weightiest first. */
  public static List<DifferenceEntry> of(Spec before, Spec after) {
    if (before.equals(after)) {
      return List.of();
    }
    Comparison comparison = new Comparison(ContainerView.of(before), ContainerView.of(after));
    comparison.walk(Place.ROOT, before.at("").value(), after.at("").value());
    return comparison.entries.ranked();
  }

  private void walk(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    if (was.equals(is)) {
      return;
    }
    int known = entries.size();
    if (isKind(was, is, Kind.OBJECT) && place.pattern().equals("/process/capabilities")) {
      if (was.isPresent() && is.isPresent()) {
        capabilities.compare(place, was.orElseThrow(), is.orElseThrow());
      }
    } else if (isKind(was, is, Kind.LIST) && place.pattern().equals("/linux/seccomp/syscalls")) {
      systemCalls.compare(place);
    } else if (isKind(was, is, Kind.OBJECT) && !isWhole(place, was, is)) {
      if (!isOneValue(place, was.orElse(JsonValue.NULL), is.orElse(JsonValue.NULL))) {
        members(place, was, is);
      }
    } else if (isKind(was, is, Kind.LIST) && Keys.isKeyed(place.pattern(), was, is)) {
      elements(place, was, is);
    }
    if (entries.size() == known) {
      // One value, or the same things written another way.
      entries.add(place, was, is, meanings.of(place, was, is));
    }
  }

  private static boolean isKind(Optional<JsonValue> was, Optional<JsonValue> is, Kind kind) {
    return was.map(value -> value.kind() == kind).orElse(true)
        && is.map(value -> value.kind() == kind).orElse(true);
  }

  /** Whether a change of several members of an object is one change to whoever reads it. */
  private static boolean isOneValue(Place place, JsonValue was, JsonValue is) {
    List<String> together = TOGETHER.getOrDefault(place.pattern(), List.of());
    Set<String> changed = changed(was, is);
    return changed.size() > 1 && together.containsAll(changed);
  }

  private static Set<String> changed(JsonValue was, JsonValue is) {
    Set<String> names = new LinkedHashSet<>();
    if (was.kind() == Kind.OBJECT && is.kind() == Kind.OBJECT) {
      names.addAll(was.members().keySet());
      names.addAll(is.members().keySet());
      names.removeIf(name -> Objects.equals(was.members().get(name), is.members().get(name)));
    }
    return names;
  }

  private static boolean isWhole(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    // An element of a list is one thing too.
    boolean one = WHOLE.contains(place.pattern()) || place.pattern().endsWith("/*");
    return one && (was.isEmpty() || is.isEmpty());
  }

  private void members(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    Map<String, JsonValue> mine = was.map(JsonValue::members).orElse(Map.of());
    Map<String, JsonValue> theirs = is.map(JsonValue::members).orElse(Map.of());
    Set<String> names = new LinkedHashSet<>(mine.keySet());
    names.addAll(theirs.keySet());
    boolean map = MAPS.contains(place.pattern());
    for (String name : names) {
      walk(
          place.member(name, map),
          Optional.ofNullable(mine.get(name)),
          Optional.ofNullable(theirs.get(name)));
    }
  }

  private void elements(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    List<JsonValue> mine = was.map(JsonValue::elements).orElse(List.of());
    List<JsonValue> theirs = is.map(JsonValue::elements).orElse(List.of());
    ListMatch match = ListMatch.of(mine, theirs, value -> Keys.of(place.pattern(), value));
    for (int i = 0; i < mine.size(); i++) {
      if (match.partnerOfBefore(i) < 0) {
        Place element = place.element(i, i);
        entries.add(
            element,
            Optional.of(mine.get(i)),
            Optional.empty(),
            meanings.of(element, Optional.of(mine.get(i)), Optional.empty()));
      }
    }
    for (int i = 0; i < theirs.size(); i++) {
      int partner = match.partnerOfAfter(i);
      Place element = place.element(Math.max(partner, 0), i);
      if (partner < 0) {
        entries.add(
            element,
            Optional.empty(),
            Optional.of(theirs.get(i)),
            meanings.of(element, Optional.empty(), Optional.of(theirs.get(i))));
      } else {
        walk(element, Optional.of(mine.get(partner)), Optional.of(theirs.get(i)));
      }
    }
    if (!match.keepsOrder()) {
      entries.add(
          place,
          Optional.of(Keys.list(place.pattern(), mine)),
          Optional.of(Keys.list(place.pattern(), theirs)),
          OrderMeaning.of(place.pattern(), mine, match));
    }
  }
}
