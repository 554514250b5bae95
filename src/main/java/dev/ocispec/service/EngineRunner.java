package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.request.BuildRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ScheduledExecutorService;

/** Runs builds on an engine; inputs come from this machine, and outputs to it. */
final class EngineRunner implements BuildRunner {
  private final BuildEngine engine;
  private final Duration waitLimit;
  private final Optional<InputProvider> inputs;
  private final HostFacts caller;
  private final ScheduledExecutorService timer;

  private EngineRunner(
      BuildEngine engine, BuildServiceOptionsValue options, ScheduledExecutorService timer) {
    this.engine = engine;
    this.waitLimit = options.engine().waitLimit();
    this.inputs = options.inputs();
    this.caller = HostDetection.of(Path.of("/")).caller();
    this.timer = timer;
  }

  /** The runner of an address that some engine serves; empty when none does. */
  static Optional<BuildRunner> open(
      URI address, BuildServiceOptionsValue options, ScheduledExecutorService timer) {
    for (BuildEngineProvider provider :
        ServiceLoader.load(BuildEngineProvider.class, BuildEngineProvider.class.getClassLoader())) {
      if (provider.serves(address)) {
        return Optional.of(
            new EngineRunner(provider.open(address, options.engine()), options, timer));
      }
    }
    return Optional.empty();
  }

  @Override
  public BuildResult run(BuildRequest request, BuildOptionsValue options, BuildStopper stop) {
    return new EngineRun(engine, waitLimit, inputs, caller, timer, request, options, stop).run();
  }

  @Override
  public void check(BuildOptionsValue options) {
    if (options.keep()) {
      throw new IllegalArgumentException(
          "expected no bundle to be kept, because an engine leaves none; build on this machine"
              + " (oci:///folder) to keep it");
    }
    if (options.afterFailure().isPresent()) {
      throw new IllegalArgumentException(
          "expected nothing to be done in the sandbox after a failure, because an engine's worker"
              + " leaves none; build on this machine (oci:///folder) to look into it");
    }
  }

  @Override
  public void end() {
    // What is to be cancelled is cancelled, as at any other time.
  }

  @Override
  public void close() {
    engine.close();
  }
}
