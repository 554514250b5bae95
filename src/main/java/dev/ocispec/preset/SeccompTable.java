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

/**
 * An engine's filter of system calls before it is known on which processor and with which
 * capabilities the container runs: a rule may be for some processors only ({@code on}), and for
 * containers {@code with} or {@code without} a capability.
 */
final class SeccompTable {
  private static final Set<String> CONDITIONS = Set.of("on", "with", "without");

  private final JsonValue table;

  SeccompTable(JsonValue table) {
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
    for (JsonValue rule : EngineTable.member(table, "/rules").elements()) {
      if (applies(rule, architecture, names)) {
        calls.add(withoutConditions(rule));
      }
    }
    filter.put("syscalls", JsonValue.list(calls));
    return Json.read(JsonValue.object(filter).toString(), LinuxSeccomp.class);
  }

  private static boolean applies(JsonValue rule, String architecture, Set<String> capabilities) {
    List<String> on = texts(rule, "/on");
    return (on.isEmpty() || on.contains(architecture))
        && capabilities.containsAll(texts(rule, "/with"))
        && texts(rule, "/without").stream().noneMatch(capabilities::contains);
  }

  private static List<String> texts(JsonValue rule, String pointer) {
    return EngineTable.member(rule, pointer).elements().stream()
        .flatMap(element -> element.asText().stream())
        .toList();
  }

  private static JsonValue withoutConditions(JsonValue rule) {
    Map<String, JsonValue> kept = new LinkedHashMap<>(rule.members());
    kept.keySet().removeAll(CONDITIONS);
    return JsonValue.object(kept);
  }
}
