package dev.ocispec.preset;

import dev.ocispec.Shared;
import dev.ocispec.json.Json;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration that containerd wrote.
 *
 * @param engine the engine
 * @param version its whole version
 * @param variation what the container was made to show
 * @param spec the configuration
 */
record ContainerdDocument(String engine, String version, String variation, Spec spec) {
  /** All of an engine's. */
  static List<String> names(String engine) {
    return Shared.jsonFiles("real-documents/config").stream()
        .map(file -> file.getFileName().toString().replace(".json", ""))
        .filter(name -> name.startsWith(engine + "-"))
        .toList();
  }

  /** The one of that name: the engine, its version and the variation, joined by hyphens. */
  static ContainerdDocument of(String name) throws IOException {
    String[] parts = name.split("-", 3);
    String text = Files.readString(Shared.path("real-documents/config/" + name + ".json"));
    return new ContainerdDocument(parts[0], parts[1], parts[2], Json.read(text, Spec.class));
  }

  /** The engine's version as presets name it: 1.6, 1.7 or 2. */
  String preset() {
    return version.startsWith("1.") ? version.substring(0, 3) : version.split("\\.", 2)[0];
  }

  String annotation(String name) {
    return spec.annotations().getOrDefault(name, "");
  }

  String cgroup() {
    return spec.linux().orElseThrow().cgroupsPath().orElseThrow();
  }

  /** Where the namespace of that kind is; empty for a new one. */
  String namespace(LinuxNamespaceType type) {
    return spec.linux().orElseThrow().namespaces().stream()
        .filter(namespace -> namespace.type().equals(type))
        .findFirst()
        .flatMap(namespace -> namespace.path())
        .orElse("");
  }

  /** What the host's devices were then. */
  List<LinuxDevice> devices() {
    return spec.linux().orElseThrow().devices();
  }

  /** Where a configuration is another than the real one, as trees. */
  List<String> differences(Spec made) {
    Map<String, JsonValue> ours = tree(made);
    Map<String, JsonValue> real = tree(spec);
    TreeSet<String> places = new TreeSet<>(ours.keySet());
    places.addAll(real.keySet());
    List<String> all = new ArrayList<>();
    for (String place : places) {
      JsonValue one = ours.get(place);
      JsonValue other = real.get(place);
      if (one == null || !one.equals(other)) {
        all.add(place + ": made " + one + ", real " + other);
      }
    }
    return all;
  }

  private static Map<String, JsonValue> tree(Spec spec) {
    Map<String, JsonValue> all = new TreeMap<>();
    flat("", spec.at("").value().orElseThrow(), all);
    return all;
  }

  private static void flat(String pointer, JsonValue value, Map<String, JsonValue> all) {
    if (value.members().isEmpty()) {
      all.put(pointer, value);
    }
    value.members().forEach((name, member) -> flat(pointer + "/" + name, member, all));
  }
}
