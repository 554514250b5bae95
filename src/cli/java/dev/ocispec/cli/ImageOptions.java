package dev.ocispec.cli;

import dev.ocispec.image.ConvertedImage;
import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.image.ImageConversion;
import dev.ocispec.image.ImageUserException;
import dev.ocispec.imagespec.ImagePlatform;
import dev.ocispec.preset.EnginePreset;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The image that a configuration is made of, if one is named. */
final class ImageOptions {
  private static final String IMAGE = "--image";
  private static final String PLATFORM = "--platform";
  private static final String ROOTFS = "--rootfs";
  private static final Pattern PLATFORM_FORM =
      Pattern.compile("[a-z0-9]+/[a-z0-9_-]+(/[a-z0-9_.-]+)?");

  private final CliCommand command;

  ImageOptions(CliCommand command) {
    this.command = command;
  }

  void declare() {
    command.option(
        IMAGE,
        "LAYOUT[:REF]",
        "Image to run: a folder in the OCI image layout, and the name or digest of an image in it"
            + " (default: the only one).");
    command.option(
        PLATFORM,
        "OS/ARCH[/VARIANT]",
        "Platform of the image, for instance linux/arm64; default: linux on this processor, or"
            + " that of the only image.");
    command.option(
        ROOTFS,
        "DIR",
        "The image's unpacked root filesystem, to look up its user and group when they are names.");
  }

  /** The configuration with what the image says, by the image specification's conversion. */
  Spec converted(Spec base) {
    Optional<ImageConfiguration> image = image();
    if (image.isEmpty()) {
      return base;
    }
    ImageConversion plain = image.get().conversion();
    ImageConversion conversion = rootfs().map(plain::rootfs).orElse(plain);
    ConvertedImage converted = withHint(() -> conversion.convert(base));
    converted
        .omitted()
        .forEach(line -> command.streams().err().println("ocispec: not converted: " + line));
    return converted.spec();
  }

  /** What an engine makes of the image. */
  Spec configured(EnginePreset engine) {
    Optional<ImageConfiguration> image = image();
    EnginePreset withImage = image.map(engine::image).orElse(engine);
    EnginePreset withAccounts = rootfs().map(withImage::accounts).orElse(withImage);
    return withHint(() -> platform().map(p -> on(withAccounts, p)).orElse(withAccounts).build());
  }

  private static EnginePreset on(EnginePreset engine, ImagePlatform platform) {
    try {
      return engine.architecture(platform.architecture());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          PLATFORM + ": the engine's filter of system calls: " + e.getMessage());
    }
  }

  private Optional<ImageConfiguration> image() {
    String text = command.value(IMAGE);
    if (text == null) {
      for (String option : List.of(PLATFORM, ROOTFS)) {
        if (command.has(option)) {
          throw new UsageException(option + " requires " + IMAGE);
        }
      }
      return Optional.empty();
    }
    ImageName name = ImageName.of(text);
    return Optional.of(
        platform()
            .map(p -> ImageConfiguration.read(name.layout(), name.reference(), p))
            .orElseGet(() -> ImageConfiguration.read(name.layout(), name.reference())));
  }

  private Optional<Path> rootfs() {
    return Optional.ofNullable(command.value(ROOTFS)).map(Input::path);
  }

  private Optional<ImagePlatform> platform() {
    String text = command.value(PLATFORM);
    if (text == null) {
      return Optional.empty();
    }
    if (!PLATFORM_FORM.matcher(text).matches()) {
      throw new UsageException(
          PLATFORM + ": expected OS/ARCH or OS/ARCH/VARIANT like linux/arm64, found " + text);
    }
    String[] parts = text.split("/");
    ImagePlatform.Builder platform = ImagePlatform.builder().os(parts[0]).architecture(parts[1]);
    if (parts.length > 2) {
      platform.variant(parts[2]);
    }
    return Optional.of(platform.build());
  }

  /** The result; names that can't be looked up for want of an option are a matter of usage. */
  private <T> T withHint(Supplier<T> made) {
    try {
      return made.get();
    } catch (ImageUserException e) {
      if (command.has(ROOTFS)) {
        throw e;
      }
      throw new UsageException(
          e.getMessage() + "; " + ROOTFS + " DIR names the image's unpacked root filesystem");
    }
  }
}
