package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;

/**
 * All that the rules of the profile {@code standard} look at, and where they put what they find.
 *
 * @param limits how much the build may use: of the sandbox's and the request's limits the stricter
 *     ones
 * @param network the network that the build gets
 */
record PlanContext(
    BuildRequest request,
    HostFacts host,
    Sandbox sandbox,
    boolean userNamespace,
    SandboxLimits limits,
    BuildNetwork network,
    PlanFindings findings) {

  static PlanContext of(
      BuildRequest request, HostFacts host, Sandbox sandbox, boolean userNamespace) {
    return new PlanContext(
        request,
        host,
        sandbox,
        userNamespace,
        StrictestLimits.of(sandbox.limits(), request.constraints().limits()),
        NetworkRules.of(request, host),
        new PlanFindings());
  }
}
