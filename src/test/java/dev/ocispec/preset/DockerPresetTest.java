package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Shared;
import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presets give what docker wrote for a run, but for what it makes anew for each container. */
@Tag("unit")
class DockerPresetTest {
  /** What no preset can know, each as a place in the document. */
  private static final List<String> ENGINES_OWN = List.of("/hooks", "/annotations");

  private static Spec real(String name) throws IOException {
    Spec spec =
        Json.read(
            Files.readString(Shared.path("real-documents/config/" + name + ".json")), Spec.class);
    return spec.toBuilder()
        .mounts(
            spec.mounts().stream()
                .filter(mount -> !mount.destination().startsWith("/etc/"))
                .toList())
        .build();
  }

  /** The image that the documents were made of. */
  private static ImageConfiguration image() {
    return ImageConfiguration.of(
        Json.read(
            """
            {"architecture": "amd64", "os": "linux",
             "config": {"Env": ["PATH=/bin:/usr/bin", "A=img"], "WorkingDir": "/root"},
             "rootfs": {"type": "layers", "diff_ids": []}}
            """,
            Image.class));
  }

  private static List<String> differences(
      String version, String name, UnaryOperator<EnginePreset> options) throws IOException {
    Spec real = real(name);
    EnginePreset preset =
        Presets.docker(version)
            .image(image())
            .rootfs(real.root().orElseThrow().path())
            .id(real.linux().orElseThrow().cgroupsPath().orElseThrow().replace("/docker/", ""))
            .command("sleep", "1000");
    Map<String, JsonValue> made = tree(options.apply(preset).build());
    Map<String, JsonValue> expected = tree(real);
    TreeSet<String> places = new TreeSet<>(made.keySet());
    places.addAll(expected.keySet());
    places.removeIf(place -> ENGINES_OWN.stream().anyMatch(place::startsWith));
    List<String> all = new ArrayList<>();
    for (String place : places) {
      JsonValue one = made.get(place);
      JsonValue other = expected.get(place);
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

  @ParameterizedTest
  @CsvSource({
    "20, docker-20.10.24-default",
    "26, docker-26.1.5-annotation",
    "28, docker-28.5.2-annotation"
  })
  void aPlainRunIsAsDockerWroteIt(String version, String name) throws IOException {
    assertThat(differences(version, name, preset -> preset)).isEmpty();
  }

  @Test
  void otherCapabilitiesChangeTheFilterAsDockerDoes() throws IOException {
    assertThat(
            differences(
                "28",
                "docker-28.5.2-cap",
                preset ->
                    preset.with(
                        SecurityOptions.dropCapabilities(Capability.CAP_MKNOD),
                        SecurityOptions.addCapabilities(
                            Capability.CAP_NET_ADMIN, Capability.CAP_SYS_PTRACE))))
        .isEmpty();
  }

  @Test
  void anUnknownVersionTellsThoseThatThereAre() {
    assertThatThrownBy(() -> Presets.docker("27"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a version of docker among [20, 26, 28], found 27");
  }
}
