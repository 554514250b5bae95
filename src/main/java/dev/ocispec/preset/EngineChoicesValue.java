package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a user of a preset chose; what is empty is as the engine has it. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class EngineChoicesValue {
  @Value.Default
  String rootfs() {
    return "rootfs";
  }

  abstract Optional<ImageConfiguration> image();

  abstract Optional<Path> accounts();

  abstract Optional<String> id();

  abstract Optional<String> hostname();

  abstract Optional<String> containerFolder();

  abstract Optional<List<String>> entrypoint();

  abstract Optional<List<String>> command();

  abstract Optional<String> architecture();

  abstract Optional<Boolean> defaultSeccomp();

  abstract List<ContainerOption> options();

  @Value.Default
  EngineHost host() {
    return EngineHost.DEFAULT;
  }
}
