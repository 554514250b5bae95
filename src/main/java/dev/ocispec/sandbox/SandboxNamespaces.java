package dev.ocispec.sandbox;

import dev.ocispec.request.BuildNetwork;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import java.util.ArrayList;
import java.util.List;

/** Which namespaces a container has of its own. */
final class SandboxNamespaces {
  private static final List<LinuxNamespaceType> ALWAYS =
      List.of(
          LinuxNamespaceType.PID,
          LinuxNamespaceType.IPC,
          LinuxNamespaceType.UTS,
          LinuxNamespaceType.MOUNT);

  private SandboxNamespaces() {}

  /** Those of profile {@code tvix}: the same on every host. */
  static List<LinuxNamespace> tvix(boolean networkAccess, boolean userNamespace) {
    return namespaces(types(true, networkAccess, userNamespace));
  }

  /**
   * Those of profile {@code standard}: the cgroup namespace only hides names, so it may be missing
   * where the host has none; all others must be there.
   */
  static List<LinuxNamespace> standard(PlanContext context) {
    boolean cgroup = context.host().namespaces().contains(LinuxNamespaceType.CGROUP);
    boolean network = context.network() == BuildNetwork.HOST;
    List<LinuxNamespaceType> types = types(cgroup, network, context.userNamespace());
    PlanFindings findings = context.findings();
    if (!cgroup) {
      findings.warn(
          SandboxRule.NAMESPACE,
          "",
          "the host has no cgroup namespaces: the build sees the names of its control groups");
    }
    for (LinuxNamespaceType type : types) {
      if (!context.host().namespaces().contains(type)) {
        findings.refuse(
            type.equals(LinuxNamespaceType.USER)
                ? SandboxRule.USER_NAMESPACE
                : SandboxRule.NAMESPACE,
            "",
            "the host does not let this user create a " + type + " namespace",
            ConfinementRules.namespaceAdvice(context.host(), type, kernelName(type)));
      }
    }
    return namespaces(types);
  }

  private static String kernelName(LinuxNamespaceType type) {
    return type.equals(LinuxNamespaceType.MOUNT)
        ? "mnt"
        : type.equals(LinuxNamespaceType.NETWORK) ? "net" : type.text();
  }

  private static List<LinuxNamespaceType> types(boolean cgroup, boolean network, boolean user) {
    List<LinuxNamespaceType> types = new ArrayList<>(ALWAYS);
    if (cgroup) {
      types.add(LinuxNamespaceType.CGROUP);
    }
    if (!network) {
      types.add(LinuxNamespaceType.NETWORK);
    }
    if (user) {
      types.add(LinuxNamespaceType.USER);
    }
    return types;
  }

  private static List<LinuxNamespace> namespaces(List<LinuxNamespaceType> types) {
    List<LinuxNamespace> namespaces = new ArrayList<>(types.size());
    for (LinuxNamespaceType type : types) {
      namespaces.add(LinuxNamespace.builder().type(type).build());
    }
    return namespaces;
  }
}
