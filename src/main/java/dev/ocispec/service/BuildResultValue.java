package dev.ocispec.service;

import java.time.Duration;
import org.immutables.value.Value;

/** What Immutables makes {@link BuildResult} of: what a build that never began has. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class BuildResultValue implements BuildResult {
  @Override
  @Value.Default
  public Duration duration() {
    return Duration.ZERO;
  }

  @Override
  @Value.Default
  public String logTail() {
    return "";
  }

  @Override
  @Value.Default
  public boolean cached() {
    return false;
  }
}
