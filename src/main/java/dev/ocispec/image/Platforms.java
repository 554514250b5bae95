package dev.ocispec.image;

import dev.ocispec.imagespec.ImagePlatform;
import java.util.Map;

/** What images run on, in the words of Go. */
final class Platforms {
  private static final Map<String, String> ARCHITECTURES =
      Map.of(
          "x86_64", "amd64",
          "x86", "386",
          "i386", "386",
          "aarch64", "arm64",
          "arm", "arm",
          "ppc64le", "ppc64le",
          "s390x", "s390x",
          "riscv64", "riscv64",
          "loongarch64", "loong64");

  private Platforms() {}

  /** Linux on the processor that this Java runs on. */
  static ImagePlatform ofCaller() {
    String architecture = System.getProperty("os.arch", "amd64");
    return ImagePlatform.builder()
        .os("linux")
        .architecture(ARCHITECTURES.getOrDefault(architecture, architecture))
        .build();
  }

  /** Whether what an image is for is what is wanted; a variant counts when both have one. */
  static boolean fits(ImagePlatform image, ImagePlatform wanted) {
    return image.os().equals(wanted.os())
        && image.architecture().equals(wanted.architecture())
        && (image.variant().isEmpty()
            || wanted.variant().isEmpty()
            || image.variant().equals(wanted.variant()));
  }

  /** For instance {@code linux/arm64/v8}. */
  static String text(ImagePlatform platform) {
    return platform.os()
        + "/"
        + platform.architecture()
        + platform.variant().map(variant -> "/" + variant).orElse("");
  }
}
