package dev.ocispec.request;

import java.util.Optional;
import org.immutables.value.Value;

/** What Immutables makes {@link BuildConstraints} of: which members have a default. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class BuildConstraintsValue implements BuildConstraints {
  /** The builder that users see, for Immutables to implement. */
  interface Builder extends BuildConstraints.Builder {}

  /** An empty text says the same as none. */
  @Value.Check
  BuildConstraintsValue emptyAsAbsent() {
    return system().filter(String::isEmpty).isPresent()
        ? ImmutableBuildConstraints.builder().from(this).system(Optional.empty()).build()
        : this;
  }

  @Override
  @Value.Default
  public long minMemory() {
    return 0;
  }

  @Override
  @Value.Default
  public BuildLimits limits() {
    return BuildLimits.none();
  }

  @Override
  @Value.Default
  public boolean provideBinSh() {
    return false;
  }
}
