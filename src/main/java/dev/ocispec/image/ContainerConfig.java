package dev.ocispec.image;

import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import java.util.List;
import java.util.Optional;

/** Docker's {@code container_config}, which the image specification does not have. */
final class ContainerConfig {
  private static final String MEMBER = "/container_config";

  /** How docker's builder marks a command that it never ran, such as that of {@code ENV}. */
  private static final String NEVER_RUN = "#(nop)";

  private ContainerConfig() {}

  static Optional<ImageConfig> of(Image document) {
    return document
        .at(MEMBER)
        .value()
        .filter(value -> !value.isNull())
        .map(value -> read(value.toString()));
  }

  /** Without the command of a step of docker's builder: it is not what a container runs. */
  static ImageConfig withoutBuildStep(ImageConfig config) {
    List<String> command = config.cmd();
    boolean isStep = command.stream().anyMatch(word -> word.startsWith(NEVER_RUN));
    return isStep ? config.toBuilder().cmd(List.of()).build() : config;
  }

  private static ImageConfig read(String json) {
    try {
      return Json.read(json, ImageConfig.class);
    } catch (UnreadableDocumentException e) {
      throw e.from(MEMBER);
    }
  }
}
