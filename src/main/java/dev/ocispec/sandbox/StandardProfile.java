package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;

/** The profile {@code standard}: each part by the rules of its own file. */
final class StandardProfile {
  private StandardProfile() {}

  static SandboxPlan plan(
      BuildRequest request, HostFacts host, SandboxOptions options, boolean userNamespace) {
    Reasons reasons = new Reasons();
    Situation situation = new Situation(request, host, options, userNamespace, reasons);
    SystemRules.check(situation);
    PlaceRules.check(situation);
    BuildIdentity identity = IdentityRules.of(situation);
    List<LinuxNamespace> namespaces = NamespaceRules.standard(situation);
    LinuxCapabilities capabilities = CapabilityRules.standard(situation, identity);
    List<Mount> mounts = StandardMounts.of(situation);
    LinuxResources resources = ResourceRules.of(situation);
    LinuxSeccomp seccomp = SeccompRules.of(situation);
    List<Finding> remarks = reasons.remarksOrThrow();
    Linux linux =
        Linux.builder()
            .uidMappings(identity.uidMappings())
            .gidMappings(identity.gidMappings())
            .resources(resources)
            .namespaces(namespaces)
            .seccomp(seccomp)
            .maskedPaths(KernelPaths.STANDARD_MASKED)
            .readonlyPaths(KernelPaths.STANDARD_READ_ONLY)
            .build();
    Spec spec =
        Spec.builder()
            .hostname("localhost")
            // What the kernel has when nobody set one; else the host's name would be seen.
            .domainname("(none)")
            .root(root -> root.path(SandboxLayout.ROOT).readonly(true))
            .process(process(situation, identity, capabilities))
            .mounts(mounts)
            .linux(linux)
            .build();
    return new SandboxPlan(spec, identity, remarks);
  }

  private static ContainerProcess process(
      Situation situation, BuildIdentity identity, LinuxCapabilities capabilities) {
    return ContainerProcess.builder()
        .terminal(situation.options().terminal())
        .user(user -> user.uid(identity.ids().uid()).gid(identity.ids().gid()))
        .args(situation.request().commandArgs())
        .env(Environment.entries(situation.request()))
        .cwd(Environment.workingDirectory(situation.request()))
        .capabilities(capabilities)
        .rlimits(ResourceRules.rlimits(situation.options().limits()))
        .noNewPrivileges(true)
        .build();
  }
}
