package dev.ocispec.image;

import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.report.internal.ForeignText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of an image becomes an annotation; labels go before what is made of other members. */
final class ImageAnnotations {
  private static final String PREFIX = "org.opencontainers.image.";

  /** Beginnings of the names of annotations that make a runtime do something. */
  private static final List<String> ORDERS =
      List.of(
          "run.oci.",
          "org.systemd.property.",
          "org.criu.",
          "org.opencontainers.runc.",
          "dev.gvisor.",
          "io.katacontainers.",
          "krun.");

  private ImageAnnotations() {}

  /**
   * All annotations.
   *
   * @param orders whether labels that runtimes act on are among them
   * @param omitted gets a line for each label that is not
   */
  static Map<String, String> of(ImageConfiguration image, boolean orders, List<String> omitted) {
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
    execution
        .labels()
        .forEach(
            (name, value) -> {
              if (orders || ORDERS.stream().noneMatch(name::startsWith)) {
                all.put(name, value);
              } else {
                omitted.add(
                    "config.Labels: \"" + ForeignText.shown(name) + "\" would steer the runtime");
              }
            });
    return all;
  }

  private static void put(Map<String, String> all, String name, Optional<String> value) {
    value.filter(text -> !text.isEmpty()).ifPresent(text -> all.put(PREFIX + name, text));
  }
}
