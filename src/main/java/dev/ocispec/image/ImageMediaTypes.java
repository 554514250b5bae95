package dev.ocispec.image;

import java.util.Set;

/** The media types of images, and those that docker has for the same documents. */
final class ImageMediaTypes {
  private static final Set<String> INDEXES =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final Set<String> MANIFESTS =
      Set.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");
  private static final Set<String> CONFIGURATIONS =
      Set.of(
          "application/vnd.oci.image.config.v1+json",
          "application/vnd.docker.container.image.v1+json");

  private ImageMediaTypes() {}

  static boolean isIndex(String type) {
    return INDEXES.contains(type);
  }

  static boolean isManifest(String type) {
    return MANIFESTS.contains(type);
  }

  static boolean isConfiguration(String type) {
    return CONFIGURATIONS.contains(type);
  }
}
