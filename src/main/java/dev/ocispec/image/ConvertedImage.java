package dev.ocispec.image;

import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Objects;

/**
 * The configuration of a container made of an image.
 *
 * @param spec the configuration
 * @param omitted what the image says and the configuration does not, each with the reason; a line
 *     each
 */
public record ConvertedImage(Spec spec, List<String> omitted) {
  /**
   * Copies the list.
   *
   * @param spec the configuration
   * @param omitted what the image says and the configuration does not
   */
  public ConvertedImage {
    Objects.requireNonNull(spec, "spec");
    omitted = List.copyOf(omitted);
  }
}
