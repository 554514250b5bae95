package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.immutables.value.Value;

/** What {@link BuildServiceOptions} were given; Immutables makes both of this. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    depluralize = true,
    typeAbstract = "*Value")
abstract class BuildServiceOptionsValue {
  /** The options that users see, for Immutables to implement. */
  interface Builder extends BuildServiceOptions {
    Builder addEngineChange(Consumer<EngineOptions> change);

    @Override
    default Builder engine(Consumer<EngineOptions> options) {
      return addEngineChange(options);
    }
  }

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
    return request -> HostDetection.of(Path.of("/")).factsFor(request.hostPaths());
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

  /** What was asked of {@link EngineOptions}, in order. */
  abstract List<Consumer<EngineOptions>> engineChanges();

  /** What an engine is to keep to. */
  EngineSettings engine() {
    ImmutableEngineOptions.Builder settings = ImmutableEngineOptions.builder().sandbox(sandbox());
    engineChanges().forEach(change -> change.accept(settings));
    return settings.build();
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
