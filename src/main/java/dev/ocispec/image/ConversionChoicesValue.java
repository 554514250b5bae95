package dev.ocispec.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a user of a conversion chose; what is empty is as the image has it. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class ConversionChoicesValue {
  abstract Optional<Path> rootfs();

  abstract Optional<List<String>> entrypoint();

  abstract Optional<List<String>> command();

  @Value.Default
  boolean volumes() {
    return true;
  }

  @Value.Default
  boolean groupsOfNumbers() {
    return false;
  }

  @Value.Default
  boolean runtimeLabels() {
    return false;
  }
}
