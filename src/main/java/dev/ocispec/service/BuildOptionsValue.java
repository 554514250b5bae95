package dev.ocispec.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** What {@link BuildOptions} were given; Immutables makes both of this. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class BuildOptionsValue {
  /** The options that users see, for Immutables to implement. */
  interface Builder extends BuildOptions {}

  /** The options of a build that says nothing itself. */
  static ImmutableBuildOptions.Builder with(BuildServiceOptionsValue defaults) {
    return ImmutableBuildOptions.builder().timeout(defaults.timeout()).keep(defaults.keep());
  }

  abstract Duration timeout();

  abstract boolean keep();

  abstract Optional<Path> outputFolder();

  @Value.Default
  boolean attest() {
    return false;
  }

  @Value.Default
  int logTail() {
    return BuildOptions.DEFAULT_LOG_TAIL;
  }

  abstract Optional<Consumer<SandboxEntry>> afterFailure();

  @Value.Default
  BuildListener listener() {
    return BuildListener.none();
  }

  @Value.Check
  void check() {
    BuildServiceOptionsValue.checkLimit(timeout());
    if (logTail() < 0) {
      throw new IllegalArgumentException(
          "expected a log tail of 0 bytes or more, found " + logTail());
    }
  }
}
