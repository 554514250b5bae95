package dev.ocispec.rule.difference.internal;

import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.JsonValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What names the elements of lists. */
final class Keys {
  // Members that together name an element, by the list's pattern.
  private static final Map<String, List<String>> MEMBERS =
      Map.ofEntries(
          Map.entry("/mounts", List.of("destination")),
          Map.entry("/linux/namespaces", List.of("type")),
          Map.entry("/zos/namespaces", List.of("type")),
          Map.entry("/process/rlimits", List.of("type")),
          Map.entry("/linux/devices", List.of("path")),
          Map.entry("/freebsd/devices", List.of("path")),
          Map.entry("/linux/resources/devices", List.of("type", "major", "minor")),
          Map.entry("/linux/uidMappings", List.of("containerID")),
          Map.entry("/linux/gidMappings", List.of("containerID")),
          Map.entry("/mounts/*/uidMappings", List.of("containerID")),
          Map.entry("/mounts/*/gidMappings", List.of("containerID")),
          Map.entry("/linux/resources/hugepageLimits", List.of("pageSize")),
          Map.entry("/linux/resources/network/priorities", List.of("name")),
          Map.entry("/windows/devices", List.of("idType", "id")));

  // Lists of texts whose elements stand for themselves.
  private static final Set<String> TEXTS =
      Set.of("/linux/maskedPaths", "/linux/readonlyPaths", "/process/env");

  private static final Set<String> HOOKS =
      Set.of(
          "prestart",
          "createRuntime",
          "createContainer",
          "startContainer",
          "poststart",
          "poststop");

  private static final String BLOCK = "/linux/resources/blockIO/";

  private Keys() {}

  /** Whether the elements of the list have names. A list of texts usually is one value. */
  static boolean isKeyed(String pattern, Optional<JsonValue> was, Optional<JsonValue> is) {
    boolean empty =
        was.map(value -> value.elements().isEmpty()).orElse(true)
            && is.map(value -> value.elements().isEmpty()).orElse(true);
    return !empty && (TEXTS.contains(pattern) || isOfObjects(was) && isOfObjects(is));
  }

  private static boolean isOfObjects(Optional<JsonValue> list) {
    return list.map(JsonValue::elements).orElse(List.of()).stream()
        .allMatch(element -> element.kind() == Kind.OBJECT);
  }

  private static boolean isHooks(String pattern) {
    return pattern.startsWith("/hooks/") && HOOKS.contains(pattern.substring("/hooks/".length()));
  }

  /** The name of an element; the same for all where nothing names them. */
  static String of(String pattern, JsonValue element) {
    if (pattern.equals("/process/env")) {
      String entry = element.asText().orElse("");
      int end = entry.indexOf('=');
      return end < 0 ? entry : entry.substring(0, end);
    }
    if (TEXTS.contains(pattern)) {
      return element.toString();
    }
    if (isHooks(pattern)) {
      return joined(element, List.of("path"));
    }
    if (pattern.startsWith(BLOCK)) {
      return joined(element, List.of("major", "minor"));
    }
    return joined(element, MEMBERS.getOrDefault(pattern, List.of()));
  }

  private static String joined(JsonValue element, List<String> names) {
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      JsonValue member = element.members().get(name);
      parts.add(member == null ? "" : member.asText().orElse(member.toString()));
    }
    return String.join(" ", parts);
  }

  /** The names of all elements, for a difference of order; the elements where they have none. */
  static JsonValue list(String pattern, List<JsonValue> elements) {
    boolean named = MEMBERS.containsKey(pattern);
    return JsonValue.list(
        elements.stream()
            .map(element -> named ? JsonValue.of(of(pattern, element)) : element)
            .toList());
  }
}
