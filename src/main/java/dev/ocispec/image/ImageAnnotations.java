package dev.ocispec.image;

import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What of an image becomes an annotation; labels go before what is made of other members. */
final class ImageAnnotations {
  private static final String PREFIX = "org.opencontainers.image.";

  private ImageAnnotations() {}

  static Map<String, String> of(ImageConfiguration image) {
    Image document = image.document();
    ImageConfig execution = image.execution();
    Map<String, String> all = new LinkedHashMap<>();
    put(all, "os", Optional.of(document.os()));
    put(all, "architecture", Optional.of(document.architecture()));
    put(all, "variant", document.variant());
    put(all, "os.version", document.osVersion());
    put(all, "os.features", Optional.of(String.join(",", document.osFeatures())));
    put(all, "author", document.author());
    put(all, "created", document.created());
    put(all, "stopSignal", execution.stopSignal());
    put(
        all,
        "exposedPorts",
        Optional.of(
            String.join(",", execution.exposedPorts().keySet().stream().sorted().toList())));
    all.putAll(execution.labels());
    return all;
  }

  private static void put(Map<String, String> all, String name, Optional<String> value) {
    value.filter(text -> !text.isEmpty()).ifPresent(text -> all.put(PREFIX + name, text));
  }
}
