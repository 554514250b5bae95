package dev.ocispec.service;

import dev.ocispec.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/** What {@link EngineOptions} were given; Immutables makes both of this. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    depluralize = true,
    typeAbstract = "*Value")
abstract class EngineOptionsValue implements EngineSettings {
  private static final String SEARCHED =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Pattern HEADER = Pattern.compile("[a-z0-9._-]+");

  /** The options that users see, for Immutables to implement. */
  interface Builder extends EngineOptions {
    Builder command(Iterable<String> parts);

    Builder putSetVariable(String name, String value);

    @Override
    default Builder command(String... command) {
      return command(List.of(command));
    }

    @Override
    default Builder putVariable(String name, String value) {
      return putSetVariable(name, value);
    }
  }

  @Override
  @Value.Default
  public List<String> command() {
    return List.of("ocispec");
  }

  /** Those that were set. */
  abstract Map<String, String> setVariables();

  @Override
  @Value.Derived
  public Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>(Map.of("PATH", SEARCHED));
    variables.putAll(setVariables());
    return Map.copyOf(variables);
  }

  @Override
  @Value.Default
  public Duration callTimeout() {
    return EngineOptions.DEFAULT_CALL_TIMEOUT;
  }

  @Override
  @Value.Default
  public Duration waitLimit() {
    return EngineOptions.DEFAULT_WAIT_LIMIT;
  }

  @Override
  @Value.Default
  public int attempts() {
    return EngineOptions.DEFAULT_ATTEMPTS;
  }

  @Override
  @Value.Default
  public boolean acceptCached() {
    return true;
  }

  @Override
  @Value.Default
  public Sandbox sandbox() {
    return Sandbox.standard();
  }

  @Override
  public abstract Map<String, Supplier<String>> headers();

  @Override
  public abstract Optional<Path> authorities();

  @Override
  public abstract Optional<Path> clientCertificate();

  @Override
  public abstract Optional<Path> clientKey();

  @Override
  public abstract Map<String, String> platformProperties();

  @Value.Check
  void check() {
    BuildServiceOptionsValue.checkLimit(callTimeout());
    if (waitLimit().isNegative()) {
      throw new IllegalArgumentException(
          "expected a wait limit of 0 or more, found " + waitLimit());
    }
    if (attempts() < 1) {
      throw new IllegalArgumentException("expected at least 1 attempt, found " + attempts());
    }
    if (command().isEmpty()) {
      throw new IllegalArgumentException("expected a command that runs ocispec, found none");
    }
    if (clientCertificate().isPresent() != clientKey().isPresent()) {
      throw new IllegalArgumentException(
          "expected a client's certificate together with its key, found only one of them");
    }
    headers().keySet().stream()
        .filter(name -> !HEADER.matcher(name).matches())
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "expected a header's name of lower-case letters, digits, -, _ and ., found "
                      + name);
            });
  }
}
