package dev.ocispec.preset;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The engines that there are presets of: a line for each. */
enum EngineCatalogue {
  /** dockerd. */
  DOCKER("docker", Presets::docker, "20", "26", "28"),
  /** Podman. */
  PODMAN("podman", Presets::podman, "4", "4.3", "5", "5.4", "5.8"),
  /** Buildah. */
  BUILDAH("buildah", Presets::buildah, "1.28", "1.43"),
  /** containerd's ctr. */
  CONTAINERD("containerd", Presets::containerd, "1.6", "1.7", "2", "2.1"),
  /** containerd's CRI plugin, for containers. */
  CRI("cri", Presets::cri, "1.6", "1.7", "2", "2.1"),
  /** containerd's CRI plugin, for sandboxes. */
  CRI_SANDBOX("cri-sandbox", Presets::criSandbox, "1.6", "1.7", "2", "2.1");

  private final String engine;
  private final Function<String, EnginePreset> preset;
  private final List<String> versions;

  EngineCatalogue(String engine, Function<String, EnginePreset> preset, String... versions) {
    this.engine = engine;
    this.preset = preset;
    this.versions = List.of(versions);
  }

  /** The preset of an engine; empty when there is no such engine. */
  static Optional<EnginePreset> preset(String engine, String version) {
    return Stream.of(values())
        .filter(entry -> entry.engine.equals(engine))
        .findFirst()
        .map(entry -> entry.preset.apply(version));
  }

  /** All engines with all versions, such as {@code docker:28}. */
  static List<String> names() {
    return Stream.of(values())
        .flatMap(entry -> entry.versions.stream().map(version -> entry.engine + ":" + version))
        .toList();
  }
}
