package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.knowledge.internal.HostPaths;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import java.util.List;
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
    for (int j = 1; j < before.size(); j++) {
      for (int i = 0; i < j; i++) {
        int first = match.partnerOfBefore(i);
        int second = match.partnerOfBefore(j);
        if (first > second && second >= 0) {
          String earlier = destination(before.get(i));
          String later = destination(before.get(j));
          if (HostPaths.isWithin(earlier, later)) {
            return Meaning.notable(
                "mounts change their order: the one at "
                    + Words.path(later)
                    + ", which hid the one at "
                    + Words.path(earlier)
                    + ", is now made before it");
          }
          if (HostPaths.isWithin(later, earlier)) {
            return Meaning.notable(
                "mounts change their order: the one at "
                    + Words.path(earlier)
                    + " now hides the one at "
                    + Words.path(later));
          }
        }
      }
    }
    return Meaning.plain(
        "mounts change their order, which changes nothing: none of them is below another");
  }

  private static String destination(JsonValue mount) {
    JsonValue destination = mount.members().get("destination");
    return destination == null ? "" : HostPaths.normal(destination.asText().orElse(""));
  }
}
