package dev.ocispec.request;

import org.immutables.value.Value;

/** What Immutables makes {@link BuildLimits} of. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class BuildLimitsValue implements BuildLimits {
  /** The builder that users see, for Immutables to implement. */
  interface Builder extends BuildLimits.Builder {}
}
