package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;

/** The profile {@code standard}: each part by the rules of its own file. */
final class StandardProfile {
  /** What runtimes do when nothing is said differs: some hand on the caller's. */
  private static final long UMASK = 0022;

  private StandardProfile() {}

  static SandboxPlan plan(
      BuildRequest request, HostFacts host, Sandbox sandbox, boolean userNamespace) {
    PlanContext context = PlanContext.of(request, host, sandbox, userNamespace);
    HostRequirements.check(context);
    ConfinementRules.check(context);
    NetworkRules.check(context);
    PlaceRules.check(context);
    BuildIdentity identity = IdentityRules.of(context);
    List<LinuxNamespace> namespaces = SandboxNamespaces.standard(context);
    LinuxCapabilities capabilities = CapabilityRules.standard(context, identity);
    List<Mount> mounts = StandardMounts.of(context, identity);
    LinuxResources resources = SandboxResources.of(context, identity);
    ReleasedFilter seccomp = SeccompRules.of(context);
    List<Long> groups = DeviceGroups.of(context, identity);
    ContainerProcess process = process(context, identity, groups, capabilities);
    List<Finding> remarks = context.findings().remarksOrThrow();
    Linux.Builder linux =
        Linux.builder()
            .uidMappings(identity.uidMappings())
            .gidMappings(identity.gidMappings())
            .resources(resources)
            .namespaces(namespaces)
            .maskedPaths(KernelPaths.STANDARD_MASKED)
            .readonlyPaths(KernelPaths.STANDARD_READ_ONLY);
    SystemPersonality.of(context).ifPresent(linux::personality);
    Spec.Builder spec =
        Spec.builder()
            .hostname("localhost")
            // What the kernel has when nobody set one; else the host's name would be seen.
            .domainname("(none)")
            .root(root -> root.path(SandboxLayout.ROOT).readonly(!OverlayMounts.overRoot(request)))
            .process(process)
            .mounts(mounts);
    return ImmutableSandboxPlan.builder()
        .spec(seccomp.in(spec, linux))
        .identity(identity)
        .remarks(remarks)
        .limits(context.limits())
        .build();
  }

  private static ContainerProcess process(
      PlanContext context,
      BuildIdentity identity,
      List<Long> groups,
      LinuxCapabilities capabilities) {
    return ContainerProcess.builder()
        .terminal(context.sandbox().terminal())
        .user(
            user ->
                user.uid(identity.ids().uid())
                    .gid(identity.ids().gid())
                    .umask(UMASK)
                    .additionalGids(groups))
        .args(FirstProcessRules.arguments(context, identity))
        .env(NormalisedProcess.entries(context.request()))
        .cwd(RequestProcess.workingDirectory(context.request()))
        .capabilities(capabilities)
        .rlimits(SandboxResources.rlimits(context, identity))
        .noNewPrivileges(true)
        .build();
  }
}
