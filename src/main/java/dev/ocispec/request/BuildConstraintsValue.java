package dev.ocispec.request;

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

  @Override
  @Value.Default
  public long minMemory() {
    return 0;
  }

  @Override
  @Value.Default
  public boolean networkAccess() {
    return false;
  }

  @Override
  @Value.Default
  public boolean provideBinSh() {
    return false;
  }
}
