package dev.ocispec.image;

import dev.ocispec.imagespec.ImageManifest;
import dev.ocispec.imagespec.ImagePlatform;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One of the images that real tools made, with what they wrote for it. */
record RealImage(String name) {
  static final Path FOLDER = Path.of("src/test/resources/images");
  static final List<RealImage> ALL =
      List.of(
          new RealImage("plain"),
          new RealImage("named-user"),
          new RealImage("numbered-user"),
          new RealImage("grouped-user"),
          new RealImage("unknown-ids"),
          new RealImage("of-docker"));

  ImageConfiguration configuration() {
    return ImageConfiguration.read(FOLDER.resolve("layout"), name);
  }

  ImageManifest manifest() {
    return ImageLayout.open(FOLDER.resolve("layout"))
        .manifest(name, ImagePlatform.builder().os("linux").architecture("amd64").build());
  }

  ImageConversion conversion() {
    return configuration().conversion().rootfs(FOLDER.resolve("rootfs"));
  }

  /** What a conversion gives. */
  ContainerFacts facts(ImageConversion conversion) {
    return ContainerFacts.of(conversion.convert(Presets.runc()).spec(), Presets.runc().mounts());
  }

  /** What a tool wrote. */
  ContainerFacts recorded(String tool) {
    try {
      JsonValue all =
          JsonValues.read(Files.readAllBytes(FOLDER.resolve(name + ".json")), JsonLimits.DEFAULT);
      Spec spec = Json.read(all.members().get(tool).toString(), Spec.class);
      return ContainerFacts.of(spec, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
