package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Shared;
import dev.ocispec.json.Json;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Presets give what docker wrote for a run, but for what it makes anew for each container. */
@Tag("unit")
class DockerPresetTest {
  private static final String DOCUMENTS = "real-documents/config/";

  /**
   * What no preset can know, each as a place in the document: the call of the daemon that gives the
   * container its network, with the daemon's own process id.
   */
  private static final List<String> ENGINES_OWN = List.of("/hooks");

  static List<DockerRow> rows() throws IOException {
    return DockerRows.all(real("docker-20.10.24-seccomp-file"));
  }

  private static Spec real(String name) throws IOException {
    return Json.read(Files.readString(Shared.path(DOCUMENTS + name + ".json")), Spec.class);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRunIsAsDockerWroteIt(DockerRow row) throws IOException {
    Spec real = real(row.document());
    Map<String, JsonValue> made = tree(row.made(real));
    Map<String, JsonValue> expected = tree(real);
    TreeSet<String> places = new TreeSet<>(made.keySet());
    places.addAll(expected.keySet());
    places.removeIf(place -> ENGINES_OWN.stream().anyMatch(place::startsWith));
    List<String> differences = new ArrayList<>();
    for (String place : places) {
      JsonValue one = made.get(place);
      JsonValue other = expected.get(place);
      if (one == null || !one.equals(other)) {
        differences.add(place + ": made " + one + ", real " + other);
      }
    }

    assertThat(differences).isEmpty();
  }

  @Test
  void everyDocumentOfDockerHasARow() throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(Shared.path(DOCUMENTS))) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("docker-"))
              .map(name -> name.replace(".json", ""))
              .toList();
    }

    assertThat(rows()).extracting(DockerRow::document).containsExactlyInAnyOrderElementsOf(names);
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

  @Test
  void anUnknownVersionTellsThoseThatThereAre() {
    assertThatThrownBy(() -> Presets.docker("27"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a version of docker among [20, 26, 28], found 27");
  }
}
