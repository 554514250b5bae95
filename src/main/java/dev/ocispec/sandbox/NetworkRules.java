package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.Machine;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Mount;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which network a build gets, and what a private one can't promise. */
final class NetworkRules {
  static final String POINTER = "/constraints/network";

  private NetworkRules() {}

  /** What the request asks for; when it only promises its outputs, what the host can give. */
  static BuildNetwork of(BuildRequest request, HostFacts host) {
    return request
        .constraints()
        .network()
        .orElseGet(
            () ->
                request.isFixedOutput() && host.networkTools().missing().isEmpty()
                    ? BuildNetwork.PRIVATE
                    : BuildNetwork.NONE);
  }

  static void check(PlanContext context) {
    Optional<BuildNetwork> asked = context.request().constraints().network();
    boolean fixed = asked.isEmpty() && context.request().isFixedOutput();
    if (!fixed && context.network() != BuildNetwork.PRIVATE) {
      return; // Nobody wants what the host may not have.
    }
    List<String> missing = context.host().networkTools().missing();
    PlanFindings findings = context.findings();
    if (!fixed && !missing.isEmpty()) {
      findings.refuse(
          SandboxRule.NETWORK,
          POINTER,
          "the host cannot give the build a private network: " + String.join("; ", missing),
          "install what is missing, or ask for the network none or host");
    } else if (context.network() == BuildNetwork.PRIVATE) {
      findings.inform(
          SandboxRule.NETWORK,
          POINTER,
          "the build has a private network through slirp4netns, IPv4 only; it reaches what the host"
              + " reaches, except the addresses that the host has when the build starts");
    } else {
      findings.warn(
          SandboxRule.NETWORK,
          "/outputDigests",
          "all outputs are promised, but the build has no network, since the host cannot give it a"
              + " private one: "
              + String.join("; ", missing));
    }
  }

  /** The files of the host that a build with such a network sees. */
  static List<String> hostFiles(BuildNetwork network) {
    return switch (network) {
      case NONE -> List.of();
      case PRIVATE -> List.of("/etc/services");
      case HOST -> Machine.RESOLVER_FILES;
    };
  }

  /** What in the request gives the build its network. */
  static String pointer(PlanContext context) {
    return context.network() == BuildNetwork.HOST ? "/constraints/networkAccess" : POINTER;
  }

  /** The bundle's own file; the host's names servers that can't be reached from here. */
  static Mount resolver(PlanContext context) {
    return RequestMounts.readOnly(
        context.host(),
        SandboxLayout.RESOLVER_PLACE,
        SandboxLayout.RESOLVER,
        true,
        Set.of("noexec"));
  }
}
