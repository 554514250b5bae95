package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.report.Finding;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.OutputListener;
import dev.ocispec.sandbox.HostBind;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.sandbox.Sandbox;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** What {@link InPlaceOptions} were given; Immutables makes both of this. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class InPlaceOptionsValue {
  /** The options that users see, for Immutables to implement. */
  interface Builder extends InPlaceOptions {}

  @Value.Default
  OciRuntime runtime() {
    return OciRuntime.findAny();
  }

  @Value.Default
  Sandbox sandbox() {
    return Sandbox.standard();
  }

  @Value.Default
  Function<InPlaceCommand, HostFacts> facts() {
    return command -> HostDetection.of(Path.of("/")).factsFor(paths(command).toList());
  }

  abstract Optional<Duration> timeout();

  @Value.Default
  Duration killDelay() {
    return Duration.ZERO;
  }

  abstract Optional<InputStream> stdin();

  @Value.Default
  boolean inheritStdin() {
    return false;
  }

  abstract Optional<OutputListener> stdout();

  abstract Optional<OutputListener> stderr();

  @Value.Default
  boolean attest() {
    return false;
  }

  @Value.Default
  Consumer<Finding> remarks() {
    return remark -> {};
  }

  @Value.Check
  void check() {
    timeout().ifPresent(BuildServiceOptionsValue::checkLimit);
    if (killDelay().isNegative()) {
      throw new IllegalArgumentException("expected a delay of 0 or more, found " + killDelay());
    }
  }

  private static Stream<Path> paths(InPlaceCommand command) {
    return Stream.of(
            Stream.of(command.folder()),
            command.shown().stream().map(HostBind::source),
            command.writable().stream())
        .flatMap(paths -> paths);
  }
}
