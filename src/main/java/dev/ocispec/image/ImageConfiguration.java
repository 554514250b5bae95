package dev.ocispec.image;

import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.imagespec.ImagePlatform;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What an image says about how it is run. Immutable.
 *
 * <p>Docker's own form of the document is taken too. Its {@code config} is what counts; {@code
 * container_config}, which tells of the container that the image was made from, does only where
 * {@code config} is absent or null. What only docker has stays in {@link #document()}, and is
 * written back: {@code Healthcheck}, {@code Shell}, {@code docker_version} and so on.
 *
 * <pre>{@code
 * Spec spec =
 *     ImageConfiguration.read(Path.of("layout"), "latest").conversion().convert(Presets.runc()).spec();
 * }</pre>
 */
public final class ImageConfiguration {
  private final Image document;
  private final ImageConfig execution;

  private ImageConfiguration(Image document) {
    this.document = document;
    this.execution =
        document
            .config()
            .or(() -> ContainerConfig.of(document).map(ContainerConfig::withoutBuildStep))
            .orElseGet(() -> ImageConfig.builder().build());
  }

  /**
   * {@return what a configuration says}
   *
   * @param document the configuration
   * @throws dev.ocispec.json.UnreadableDocumentException when docker's {@code container_config} is
   *     needed and is not of the form of {@code config}
   */
  public static ImageConfiguration of(Image document) {
    return new ImageConfiguration(Objects.requireNonNull(document, "document"));
  }

  /**
   * {@return what an image in a layout folder says: the only one of that name, whatever it is for,
   * or, where there are several for different platforms, the one for Linux on the processor that
   * this program runs on}
   *
   * @param layout the folder
   * @param reference the image's name in the layout or its digest; the empty text for the only one
   * @throws ImageNotFoundException when there is none such
   * @throws ImageLayoutException when the folder is no layout, or a document in it is missing,
   *     damaged or not what it should be
   */
  public static ImageConfiguration read(Path layout, String reference) {
    return of(ImageLayout.open(layout).configuration(reference));
  }

  /**
   * {@return what an image in a layout folder says for a platform}
   *
   * @param layout the folder
   * @param reference the image's name in the layout or its digest; the empty text for the only one
   * @param platform what it is to run on, as for {@link ImageLayout#manifest}
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

  /**
   * {@return docker's {@code container_config}: how the container was run that the image was made
   * from; empty when there is none, as in all images that docker has not made}
   */
  public Optional<ImageConfig> containerConfig() {
    return ContainerConfig.of(document);
  }

  /** {@return the conversion into a container's configuration, which has options} */
  public ImageConversion conversion() {
    return new ImageConversion(this);
  }
}
