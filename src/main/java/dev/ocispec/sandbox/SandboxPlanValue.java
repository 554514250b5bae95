package dev.ocispec.sandbox;

import org.immutables.value.Value;

/** What Immutables makes {@link SandboxPlan} of. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class SandboxPlanValue implements SandboxPlan {
  @Override
  @Value.Default
  public SandboxLimits limits() {
    return SandboxLimits.DEFAULT;
  }
}
