package dev.ocispec.preset;

import dev.ocispec.Shared;
import dev.ocispec.json.Json;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What podman wrote for a container, and what of it is the host's or podman's own. */
record PodmanDocument(String name, Spec spec) {
  private static final Pattern ID = Pattern.compile("-containers/([0-9a-f]{64})/");

  /**
   * What differs from run to run: the order of variables and of mounts that do not hide each other,
   * when podman made the container, and what hooks the host's folders of hooks have.
   */
  private static final List<String> HELD =
      List.of("/annotations/io.kubernetes.cri-o.Created", "/hooks");

  static PodmanDocument read(String name) throws IOException {
    return new PodmanDocument(
        name,
        Json.read(
            Files.readString(Shared.path("real-documents/config/podman-" + name + ".json")),
            Spec.class));
  }

  /** For instance 5.8 of 5.8.6-tty. */
  String version() {
    return name.substring(0, name.lastIndexOf('.', name.indexOf('-')));
  }

  /** The container's id. */
  String id() {
    Matcher id = ID.matcher(mount("/run/.containerenv", "/etc/hosts").source().orElse(""));
    return id.find() ? id.group(1) : "";
  }

  /** The first mount that there is at one of these places. */
  Mount mount(String... destinations) {
    for (String destination : destinations) {
      for (Mount mount : spec.mounts()) {
        if (mount.destination().equals(destination)) {
          return mount;
        }
      }
    }
    throw new IllegalStateException(name + " has no mount at " + List.of(destinations));
  }

  /** The host's name, where the container has it. */
  String hostname() {
    return variable("HOSTNAME");
  }

  String variable(String variable) {
    return spec.process().orElseThrow().env().stream()
        .filter(entry -> entry.startsWith(variable + "="))
        .map(entry -> entry.substring(variable.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  Linux linux() {
    return spec.linux().orElseThrow();
  }

  /** Where podman has its files for the container. */
  List<ContainerOption> engineFiles() {
    return spec.mounts().stream()
        .filter(mount -> mount.source().orElse("").contains("/userdata/") || isImageVolume(mount))
        .filter(mount -> mount.type().filter("bind"::equals).isPresent())
        .map(mount -> PodmanOptions.engineFile(mount.destination(), mount.source().orElseThrow()))
        .toList();
  }

  private static boolean isImageVolume(Mount mount) {
    return mount.destination().equals("/data");
  }

  /** How this one differs from {@code made}. */
  List<String> differences(Spec made) {
    Map<String, JsonValue> mine = tree(made);
    Map<String, JsonValue> real = tree(spec);
    TreeSet<String> places = new TreeSet<>(mine.keySet());
    places.addAll(real.keySet());
    places.removeIf(place -> HELD.stream().anyMatch(place::startsWith));
    List<String> all = new ArrayList<>();
    for (String place : places) {
      JsonValue one = mine.get(place);
      JsonValue other = real.get(place);
      if (one == null || !one.equals(other)) {
        all.add(place + ": made " + one + ", real " + other);
      }
    }
    return all;
  }

  private static Map<String, JsonValue> tree(Spec spec) {
    Spec ordered =
        spec.toBuilder()
            .mounts(
                spec.mounts().stream()
                    .sorted(
                        Comparator.comparingInt(PodmanDocument::depth)
                            .thenComparing(Mount::destination))
                    .toList())
            .process(
                process ->
                    process.env(spec.process().orElseThrow().env().stream().sorted().toList()))
            .build();
    Map<String, JsonValue> all = new TreeMap<>();
    flat("", ordered.at("").value().orElseThrow(), all);
    return all;
  }

  private static int depth(Mount mount) {
    return mount.destination().split("/").length;
  }

  private static void flat(String pointer, JsonValue value, Map<String, JsonValue> all) {
    if (value.members().isEmpty()) {
      all.put(pointer, value);
    }
    value.members().forEach((name, member) -> flat(pointer + "/" + name, member, all));
  }
}
