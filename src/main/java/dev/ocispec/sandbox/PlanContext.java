package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;

/**
 * All that the rules of the profile {@code standard} look at, and where they put what they find.
 */
record PlanContext(
    BuildRequest request,
    HostFacts host,
    Sandbox sandbox,
    boolean userNamespace,
    PlanFindings findings) {

  /** How much the build may use: of the sandbox's and the request's limits the stricter ones. */
  SandboxLimits limits() {
    return StrictestLimits.of(sandbox.limits(), request.constraints().limits());
  }
}
