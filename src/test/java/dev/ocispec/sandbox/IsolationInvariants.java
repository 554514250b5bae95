package dev.ocispec.sandbox;

import dev.ocispec.spec.LinuxNamespaceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Promises about namespaces. */
final class IsolationInvariants {
  private IsolationInvariants() {}

  static List<String> networkNamespace(SandboxCase c) {
    return exactly(c, LinuxNamespaceType.NETWORK, !c.network());
  }

  static List<String> userNamespace(SandboxCase c) {
    return exactly(c, LinuxNamespaceType.USER, c.rootless());
  }

  static List<String> otherNamespaces(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (LinuxNamespaceType type :
        List.of(
            LinuxNamespaceType.PID,
            LinuxNamespaceType.IPC,
            LinuxNamespaceType.UTS,
            LinuxNamespaceType.MOUNT)) {
      found.addAll(exactly(c, type, true));
    }
    boolean hostHasCgroup =
        !c.isStandard() || c.host().namespaces().contains(LinuxNamespaceType.CGROUP);
    found.addAll(exactly(c, LinuxNamespaceType.CGROUP, hostHasCgroup));
    found.addAll(exactly(c, LinuxNamespaceType.TIME, false));
    return found;
  }

  static List<String> noNamespaceTwice(SandboxCase c) {
    Set<LinuxNamespaceType> seen = new HashSet<>();
    return c.namespaces().stream()
        .filter(type -> !seen.add(type))
        .map(type -> type + " twice")
        .toList();
  }

  static List<String> noNamespaceJoined(SandboxCase c) {
    return c.linux().namespaces().stream()
        .filter(namespace -> namespace.path().isPresent())
        .map(namespace -> namespace.type() + " is that of " + namespace.path().get())
        .toList();
  }

  private static List<String> exactly(SandboxCase c, LinuxNamespaceType type, boolean wanted) {
    return c.namespaces().contains(type) == wanted
        ? List.of()
        : List.of(type + " namespace: expected " + wanted);
  }
}
