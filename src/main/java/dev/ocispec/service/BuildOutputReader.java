package dev.ocispec.service;

import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads the outputs that {@link BuildResultJson} writes, without their places on that host. */
final class BuildOutputReader {
  private BuildOutputReader() {}

  static BuildOutput read(JsonValue output) {
    return new BuildOutput(
        required("path", output),
        Optional.empty(),
        elements("references", output).stream()
            .flatMap(reference -> reference.asText().stream())
            .toList(),
        text("digest", output),
        elements("leavingLinks", output).stream()
            .map(link -> new LeavingLink(required("path", link), required("target", link)))
            .toList(),
        text("contentDigest", output));
  }

  private static String required(String name, JsonValue object) {
    return text(name, object)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a build's output with \"" + name + "\", found " + object));
  }

  private static Optional<String> text(String name, JsonValue object) {
    return Optional.ofNullable(object.members().get(name)).flatMap(JsonValue::asText);
  }

  private static List<JsonValue> elements(String name, JsonValue object) {
    JsonValue list = object.members().get(name);
    return list == null ? List.of() : list.elements();
  }
}
