package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.Sandbox;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Options of a build service; anything not set has the default given here. */
public interface BuildServiceOptions {
  /** How long a build may take by default: one hour. */
  Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  /**
   * The runtime that runs the builds; default {@link OciRuntime#findAny()}.
   *
   * @param value the runtime
   * @return these options
   */
  BuildServiceOptions runtime(OciRuntime value);

  /**
   * How containers are made; default {@link Sandbox#standard()}.
   *
   * @param value the sandbox
   * @return these options
   */
  BuildServiceOptions sandbox(Sandbox value);

  /**
   * What is known of this host, asked once for each build; default {@link
   * HostFacts#detect(java.util.Collection)} with the request's {@link BuildRequest#hostPaths()},
   * without the device nodes that none of these leads to.
   *
   * @param value gives the facts for a request
   * @return these options
   */
  BuildServiceOptions facts(Function<BuildRequest, HostFacts> value);

  /**
   * Where inputs without a source come from; by default nowhere, and requests with any are refused.
   *
   * @param provider gives inputs by their names
   * @return these options
   */
  BuildServiceOptions inputs(InputProvider provider);

  /**
   * How many builds run at the same time, at least 1, else the service is not opened; the others
   * wait. Default: the number of processors.
   *
   * @param builds the number of builds
   * @return these options
   */
  BuildServiceOptions concurrency(int builds);

  /**
   * How long a build may take unless its own options say otherwise, more than 0, else the service
   * is not opened; see {@link BuildOptions#timeout}. Default {@link #DEFAULT_TIMEOUT}.
   *
   * @param limit how long a build may take
   * @return these options
   */
  BuildServiceOptions timeout(Duration limit);

  /**
   * Whether bundles are left on disk unless a build's own options say otherwise; default {@code
   * false}.
   *
   * @param value whether bundles are left
   * @return these options
   */
  BuildServiceOptions keep(boolean value);

  /**
   * Changes how the service talks to an engine on other machines; of no use to a service that
   * builds on this one. Several calls add up.
   *
   * @param options changes to the defaults, or to what was set before
   * @return these options
   */
  BuildServiceOptions engine(Consumer<EngineOptions> options);
}
