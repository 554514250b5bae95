package dev.ocispec.preset;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What is chosen of a bind mount. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class BindMountChoicesValue {
  abstract String source();

  abstract String destination();

  @Value.Default
  BindMount.BindAccess access() {
    return BindMount.BindAccess.READ_WRITE;
  }

  @Value.Default
  boolean recursive() {
    return true;
  }

  abstract Optional<MountPropagation> propagation();

  /** Whether there is an option for the propagation at all. */
  @Value.Default
  boolean namesPropagation() {
    return true;
  }

  /** {@code idmap} or {@code ridmap}. */
  abstract Optional<String> idmap();

  abstract Optional<IdMappings> mappings();

  abstract List<String> options();
}
