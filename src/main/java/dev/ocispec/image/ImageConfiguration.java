package dev.ocispec.image;

import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.imagespec.ImagePlatform;
import dev.ocispec.json.Json;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What an image says about how it is run. Immutable.
 *
 * <p>Docker's own form of the document is taken too: where {@code config} says nothing, its {@code
 * container_config} counts.
 *
 * <pre>{@code
 * Spec spec =
 *     ImageConfiguration.read(Path.of("layout"), "latest").conversion().convert(Presets.runc()).spec();
 * }</pre>
 */
public final class ImageConfiguration {
  private static final String OF_DOCKER = "/container_config";

  private final Image document;
  private final ImageConfig execution;

  private ImageConfiguration(Image document) {
    this.document = document;
    this.execution =
        document
            .config()
            .or(() -> ofDocker(document))
            .orElseGet(() -> ImageConfig.builder().build());
  }

  private static Optional<ImageConfig> ofDocker(Image document) {
    return document
        .at(OF_DOCKER)
        .value()
        .filter(value -> !value.isNull())
        .map(value -> Json.read(value.toString(), ImageConfig.class));
  }

  /**
   * {@return what a configuration says}
   *
   * @param document the configuration
   * @throws dev.ocispec.json.UnreadableDocumentException when docker's {@code container_config} in
   *     it is not of the form of {@code config}
   */
  public static ImageConfiguration of(Image document) {
    return new ImageConfiguration(Objects.requireNonNull(document, "document"));
  }

  /**
   * {@return what an image in a layout folder says, for Linux on the processor that this program
   * runs on}
   *
   * @param layout the folder
   * @param reference the image's name in the layout or its digest; the empty text for the only one
   * @throws ImageNotFoundException when there is none such
   * @throws ImageLayoutException when the folder is no layout, or a document in it is missing,
   *     damaged or not what it should be
   */
  public static ImageConfiguration read(Path layout, String reference) {
    return read(layout, reference, Platforms.ofCaller());
  }

  /**
   * {@return what an image in a layout folder says for a platform}
   *
   * @param layout the folder
   * @param reference the image's name in the layout or its digest; the empty text for the only one
   * @param platform what it is to run on
   * @throws ImageNotFoundException when there is none such
   * @throws ImageLayoutException when the folder is no layout, or a document in it is missing,
   *     damaged or not what it should be
   */
  public static ImageConfiguration read(Path layout, String reference, ImagePlatform platform) {
    return of(ImageLayout.open(layout).configuration(reference, platform));
  }

  /** {@return the whole document} */
  public Image document() {
    return document;
  }

  /** {@return how a container is to be run; without members when the image does not say} */
  public ImageConfig execution() {
    return execution;
  }

  /** {@return the conversion into a container's configuration, which has options} */
  public ImageConversion conversion() {
    return new ImageConversion(this);
  }
}
