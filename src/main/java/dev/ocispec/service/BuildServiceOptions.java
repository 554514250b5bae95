package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** How a build service works; what is not set has the default that stands here. */
public final class BuildServiceOptions {
  /** How long a build may take by default: one hour. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private Optional<OciRuntime> runtime = Optional.empty();
  private Sandbox sandbox = Sandbox.standard();
  private Function<BuildRequest, HostFacts> facts =
      request -> HostFacts.detect(request.hostPaths());
  private Optional<InputProvider> inputs = Optional.empty();
  private int concurrency = Runtime.getRuntime().availableProcessors();
  private Duration timeout = DEFAULT_TIMEOUT;
  private boolean keep;

  BuildServiceOptions() {}

  /** The runtime that runs the builds; default {@link OciRuntime#findAny()}. */
  public BuildServiceOptions runtime(OciRuntime value) {
    runtime = Optional.of(value);
    return this;
  }

  /** How containers are made; default {@link Sandbox#standard()}. */
  public BuildServiceOptions sandbox(Sandbox value) {
    sandbox = value;
    return this;
  }

  /**
   * What is known of this host; default {@link HostFacts#detect(java.util.Collection)} for each
   * build.
   */
  public BuildServiceOptions facts(Function<BuildRequest, HostFacts> value) {
    facts = value;
    return this;
  }

  /** Where inputs without a source come from; default nowhere, such requests are refused. */
  public BuildServiceOptions inputs(InputProvider provider) {
    inputs = Optional.of(provider);
    return this;
  }

  /**
   * How many builds run at the same time, at least 1; the others wait. Default: the number of
   * processors.
   *
   * @throws IllegalArgumentException when it is less than 1
   */
  public BuildServiceOptions concurrency(int builds) {
    if (builds < 1) {
      throw new IllegalArgumentException("expected at least 1 build at a time, found " + builds);
    }
    concurrency = builds;
    return this;
  }

  /**
   * How long a build may take when it says nothing else, see {@link BuildOptions#timeout}; default
   * {@link #DEFAULT_TIMEOUT}.
   *
   * @throws IllegalArgumentException when it is not more than 0
   */
  public BuildServiceOptions timeout(Duration limit) {
    timeout = positive(limit);
    return this;
  }

  /** Whether bundles are left on disk when a build says nothing else; default {@code false}. */
  public BuildServiceOptions keep(boolean value) {
    keep = value;
    return this;
  }

  static Duration positive(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("expected a time limit of more than 0, found " + limit);
    }
    return limit;
  }

  OciRuntime runtime() {
    return runtime.orElseGet(OciRuntime::findAny);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Function<BuildRequest, HostFacts> facts() {
    return facts;
  }

  Optional<InputProvider> inputs() {
    return inputs;
  }

  int concurrency() {
    return concurrency;
  }

  Duration timeout() {
    return timeout;
  }

  boolean isKept() {
    return keep;
  }
}
