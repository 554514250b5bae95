package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.knowledge.internal.HostPathMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What it means that elements of a list have changed places. */
final class OrderMeaning {
  private static final Set<String> APPLIED_IN_ORDER =
      Set.of("/linux/resources/devices", "/linux/devices");

  private OrderMeaning() {}

  static Meaning of(String pattern, List<JsonValue> before, ListMatch match) {
    if (pattern.equals("/mounts")) {
      return mounts(before, match);
    }
    if (APPLIED_IN_ORDER.contains(pattern) || pattern.startsWith("/hooks/")) {
      return Meaning.notable("the same entries in another order; they are applied in order");
    }
    return Meaning.plain("the same entries in another order, which changes nothing");
  }

  private static Meaning mounts(List<JsonValue> before, ListMatch match) {
    Map<String, List<Integer>> byPlace = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      byPlace.computeIfAbsent(destination(before.get(i)), place -> new ArrayList<>()).add(i);
    }
    for (int inner = 0; inner < before.size(); inner++) {
      String place = destination(before.get(inner));
      for (String at = place; !at.isEmpty(); at = parent(at)) {
        for (int outer : byPlace.getOrDefault(at, List.of())) {
          if (isTurned(inner, outer, match)) {
            return turned(place, at, inner < outer);
          }
        }
      }
    }
    return Meaning.plain(
        "mounts change their order, which changes nothing: where one lies below another, the order"
            + " of the two is the same");
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0 || path.length() == 1) {
      return "";
    }
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  /** Whether two mounts that both sides have are made in another order. */
  private static boolean isTurned(int inner, int outer, ListMatch match) {
    int innerNow = match.partnerOfBefore(inner);
    int outerNow = match.partnerOfBefore(outer);
    return innerNow >= 0 && outerNow >= 0 && inner < outer != innerNow < outerNow;
  }

  private static Meaning turned(String inner, String outer, boolean wasHidden) {
    return Meaning.notable(
        wasHidden
            ? "mounts change their order: the one at "
                + Words.path(outer)
                + ", which hid the one at "
                + Words.path(inner)
                + ", is now made before it"
            : "mounts change their order: the one at "
                + Words.path(outer)
                + " now hides the one at "
                + Words.path(inner));
  }

  private static String destination(JsonValue mount) {
    JsonValue destination = mount.members().get("destination");
    return destination == null ? "" : HostPathMeaning.normal(destination.asText().orElse(""));
  }
}
