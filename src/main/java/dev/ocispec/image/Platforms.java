package dev.ocispec.image;

import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImagePlatform;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What images run on, in the words of Go; which image suits a machine, and how well. */
final class Platforms {
  /** Other words for processors, from Java, Linux and old images. */
  private static final Map<String, String> ARCHITECTURES =
      Map.ofEntries(
          Map.entry("x86_64", "amd64"),
          Map.entry("x86-64", "amd64"),
          Map.entry("x86", "386"),
          Map.entry("i386", "386"),
          Map.entry("i686", "386"),
          Map.entry("aarch64", "arm64"),
          Map.entry("armhf", "arm"),
          Map.entry("armel", "arm"),
          Map.entry("loongarch64", "loong64"));

  /** What a processor is where its variant is not told. */
  private static final Map<String, Integer> USUAL = Map.of("amd64", 1, "arm", 7, "arm64", 8);

  private Platforms() {}

  /** Linux on the processor that this Java runs on. */
  static ImagePlatform ofCaller() {
    return ImagePlatform.builder()
        .os("linux")
        .architecture(architecture(System.getProperty("os.arch", "amd64")))
        .build();
  }

  /** What a configuration says that its image is for. */
  static ImagePlatform of(Image configuration) {
    ImagePlatform.Builder platform =
        ImagePlatform.builder()
            .os(configuration.os())
            .architecture(configuration.architecture())
            .osFeatures(configuration.osFeatures());
    configuration.variant().ifPresent(platform::variant);
    configuration.osVersion().ifPresent(platform::osVersion);
    return platform.build();
  }

  /**
   * How far an image is from the best one for a platform, which is 0; empty when it can't run
   * there. An older variant of the processor will do, a newer one not; every feature of the system
   * that the image needs must be there; a version of the system counts when both name one.
   */
  static OptionalInt distance(ImagePlatform image, ImagePlatform wanted) {
    if (!word(image.os()).equals(word(wanted.os()))
        || !architecture(image.architecture()).equals(architecture(wanted.architecture()))
        || !new HashSet<>(wanted.osFeatures()).containsAll(image.osFeatures())
        || !version(image.osVersion(), wanted.osVersion())) {
      return OptionalInt.empty();
    }
    OptionalInt has = level(image);
    OptionalInt offers = level(wanted);
    if (has.isPresent() && offers.isPresent()) {
      int steps = offers.getAsInt() - has.getAsInt();
      return steps < 0 ? OptionalInt.empty() : OptionalInt.of(steps);
    }
    return variant(image).equals(variant(wanted)) ? OptionalInt.of(0) : OptionalInt.empty();
  }

  /** For instance {@code linux/arm64/v8}. */
  static String text(ImagePlatform platform) {
    return platform.os()
        + "/"
        + platform.architecture()
        + platform.variant().filter(v -> !v.isEmpty()).map(variant -> "/" + variant).orElse("")
        + platform.osVersion().filter(v -> !v.isEmpty()).map(v -> " " + v).orElse("")
        + (platform.osFeatures().isEmpty()
            ? ""
            : " with " + String.join(", ", platform.osFeatures()));
  }

  /** The version that counts: Windows tells builds by three numbers, what follows are patches. */
  private static boolean version(Optional<String> image, Optional<String> wanted) {
    return image.filter(text -> !text.isEmpty()).isEmpty()
        || wanted.filter(text -> !text.isEmpty()).isEmpty()
        || build(image.get()).equals(build(wanted.get()));
  }

  private static String build(String version) {
    return version.replaceFirst("^([0-9]+\\.[0-9]+\\.[0-9]+)\\.[0-9]+$", "$1");
  }

  /** The number of a variant such as {@code v7}, or of the usual one. */
  private static OptionalInt level(ImagePlatform platform) {
    String variant = variant(platform);
    if (variant.isEmpty()) {
      Integer usual = USUAL.get(architecture(platform.architecture()));
      return usual == null ? OptionalInt.empty() : OptionalInt.of(usual);
    }
    return variant.matches("v[0-9]{1,3}")
        ? OptionalInt.of(Integer.parseInt(variant.substring(1)))
        : OptionalInt.empty();
  }

  /** The variant; old images have {@code 8} in the place of {@code v8}. */
  private static String variant(ImagePlatform platform) {
    String variant = word(platform.variant().orElse(""));
    return variant.matches("[0-9]{1,3}") ? "v" + variant : variant;
  }

  private static String architecture(String name) {
    String word = word(name);
    return ARCHITECTURES.getOrDefault(word, word);
  }

  private static String word(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
