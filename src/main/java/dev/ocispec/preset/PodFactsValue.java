package dev.ocispec.preset;

import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What is known of a pod. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class PodFactsValue {
  abstract String name();

  @Value.Default
  String namespace() {
    return "default";
  }

  @Value.Default
  String uid() {
    return "";
  }

  abstract Optional<String> id();

  abstract OptionalLong process();

  abstract Optional<String> hostname();

  abstract Optional<String> cgroupParent();

  abstract Optional<String> networkNamespace();

  @Value.Default
  String logDirectory() {
    return "";
  }
}
