package dev.ocispec.preset;

import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.LinuxSeccomp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An engine's filter of system calls before it is known on which processor and with which
 * capabilities the container runs: a rule may be for some processors only ({@code on}), and for
 * containers {@code with} or {@code without} a capability. Rules for {@code each} capability come
 * in the order in which the container has the capabilities.
 */
final class EngineSeccomp {
  private static final Set<String> CONDITIONS = Set.of("on", "with", "without", "each");

  private final JsonValue table;

  EngineSeccomp(JsonValue table) {
    this.table = table;
  }

  /** The processors that the filter knows, in the words of Go. */
  Set<String> architectures() {
    return EngineTable.member(table, "/architectures").members().keySet();
  }

  /** The filter for a container. */
  LinuxSeccomp profile(String architecture, Collection<Capability> capabilities) {
    Set<String> names =
        capabilities.stream().map(Capability::toString).collect(Collectors.toUnmodifiableSet());
    Map<String, JsonValue> filter = new LinkedHashMap<>(table.members());
    filter.remove("rules");
    JsonValue architectures =
        EngineTable.member(table, "/architectures").members().get(architecture);
    // Some engines leave it to the runtime to find out the only one.
    if (architectures == null || architectures.elements().isEmpty()) {
      filter.remove("architectures");
    } else {
      filter.put("architectures", architectures);
    }
    List<JsonValue> calls = new ArrayList<>();
    for (JsonValue rule : inOrder(capabilities)) {
      if (applies(rule, architecture, names)) {
        calls.add(withoutConditions(rule));
      }
    }
    filter.put("syscalls", JsonValue.list(calls));
    return Json.read(JsonValue.object(filter).toString(), LinuxSeccomp.class);
  }

  /**
   * The rules, those for each capability in the order of the capabilities, the others as they are.
   */
  private List<JsonValue> inOrder(Collection<Capability> capabilities) {
    List<JsonValue> rules = EngineTable.member(table, "/rules").elements();
    List<JsonValue> ordered = new ArrayList<>();
    boolean placed = false;
    for (JsonValue rule : rules) {
      if (texts(rule, "/each").isEmpty()) {
        ordered.add(rule);
      } else if (!placed) {
        placed = true;
        for (Capability capability : capabilities) {
          rules.stream()
              .filter(other -> texts(other, "/each").contains(capability.toString()))
              .forEach(ordered::add);
        }
      }
    }
    return ordered;
  }

  private static boolean applies(JsonValue rule, String architecture, Set<String> capabilities) {
    List<String> on = texts(rule, "/on");
    return (on.isEmpty() || on.contains(architecture))
        && capabilities.containsAll(texts(rule, "/with"))
        && texts(rule, "/without").stream().noneMatch(capabilities::contains);
  }

  private static List<String> texts(JsonValue rule, String pointer) {
    JsonValue value = EngineTable.member(rule, pointer);
    return Stream.concat(Stream.of(value), value.elements().stream())
        .flatMap(element -> element.asText().stream())
        .toList();
  }

  private static JsonValue withoutConditions(JsonValue rule) {
    Map<String, JsonValue> kept = new LinkedHashMap<>(rule.members());
    kept.keySet().removeAll(CONDITIONS);
    return JsonValue.object(kept);
  }
}
