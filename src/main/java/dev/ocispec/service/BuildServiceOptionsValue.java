package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.immutables.value.Value;

/** What {@link BuildServiceOptions} were given; Immutables makes both of this. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class BuildServiceOptionsValue {
  /** The options that users see, for Immutables to implement. */
  interface Builder extends BuildServiceOptions {}

  @Value.Default
  OciRuntime runtime() {
    return OciRuntime.findAny();
  }

  @Value.Default
  Sandbox sandbox() {
    return Sandbox.standard();
  }

  @Value.Default
  Function<BuildRequest, HostFacts> facts() {
    return request -> HostFacts.detect(request.hostPaths());
  }

  abstract Optional<InputProvider> inputs();

  @Value.Default
  int concurrency() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Value.Default
  Duration timeout() {
    return BuildServiceOptions.DEFAULT_TIMEOUT;
  }

  @Value.Default
  boolean keep() {
    return false;
  }

  @Value.Check
  void check() {
    if (concurrency() < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 build at a time, found " + concurrency());
    }
    checkLimit(timeout());
  }

  static void checkLimit(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("expected a time limit of more than 0, found " + limit);
    }
  }
}
