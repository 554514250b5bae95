package dev.ocispec.service;

import dev.ocispec.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What {@link EngineOptions} were given, for an engine to keep to: an immutable value. */
public interface EngineSettings extends ServiceJacksonRefusal {
  /** {@return the headers of every call, by name} */
  Map<String, Supplier<String>> headers();

  /** {@return a file with the certificates of whom to believe} */
  Optional<Path> authorities();

  /** {@return a file with the client's certificate} */
  Optional<Path> clientCertificate();

  /** {@return a file with the client's private key} */
  Optional<Path> clientKey();

  /** {@return what a worker must have, by name} */
  Map<String, String> platformProperties();

  /** {@return what runs {@code ocispec} on a worker; never empty} */
  List<String> command();

  /** {@return the environment of {@code ocispec} on a worker} */
  Map<String, String> variables();

  /** {@return how long a plain call may take} */
  Duration callTimeout();

  /** {@return how much longer than its own limit a build may take} */
  Duration waitLimit();

  /** {@return how often a call is made} */
  int attempts();

  /** {@return whether results come from the engine's cache, too} */
  boolean acceptCached();

  /** {@return how containers are made on the worker} */
  Sandbox sandbox();

  /**
   * {@return the settings that some options make}
   *
   * @param options changes to the defaults
   */
  static EngineSettings of(Consumer<EngineOptions> options) {
    ImmutableEngineOptions.Builder given = ImmutableEngineOptions.builder();
    options.accept(given);
    return given.build();
  }
}
