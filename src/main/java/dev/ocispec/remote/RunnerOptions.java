package dev.ocispec.remote;

import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.service.VisibleHost;
import java.net.URI;

/** Options of a {@link BuildbarnRunner}; anything not set has the default given here. */
public interface RunnerOptions {
  /**
   * Where containers are kept while they run. Default: {@code oci:///var/tmp/ocispec-runner-UID}
   * with the caller's number.
   *
   * @param address {@code oci:///folder}, a folder in which only its owner, the caller, can write
   * @return these options
   */
  RunnerOptions builds(URI address);

  /**
   * The runtime that runs the actions; default {@link OciRuntime#findAny()}.
   *
   * @param value the runtime
   * @return these options
   */
  RunnerOptions runtime(OciRuntime value);

  /**
   * How containers are made; default {@link Sandbox#standard()}.
   *
   * @param value the sandbox
   * @return these options
   */
  RunnerOptions sandbox(Sandbox value);

  /**
   * How much of this host actions see, read-only, besides their inputs; default {@link
   * VisibleHost#SYSTEM}.
   *
   * @param value how much
   * @return these options
   */
  RunnerOptions view(VisibleHost value);

  /**
   * Whether actions share the host's network; default {@code false}.
   *
   * @param value whether they do
   * @return these options
   */
  RunnerOptions networkAccess(boolean value);

  /**
   * Whether each action's sandbox is observed from inside before the action runs, which takes about
   * as long as a short action. What was seen is the file {@code attestation.json} among the logs of
   * the server; an action whose sandbox does not hold is not run. Default: {@code true}.
   *
   * @param value whether it is observed
   * @return these options
   */
  RunnerOptions attest(boolean value);
}
