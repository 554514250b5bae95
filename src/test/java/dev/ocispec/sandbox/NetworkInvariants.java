package dev.ocispec.sandbox;

import dev.ocispec.request.BuildNetwork;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Promises about private networks. */
final class NetworkInvariants {
  private static final String RESOLVER = "/etc/resolv.conf";
  private static final String FROM_BUNDLE = "network/resolv.conf";

  private NetworkInvariants() {}

  /** What the build is to get; where it is promised but can't be had, nothing. */
  static BuildNetwork due(SandboxCase c) {
    boolean promised =
        !c.request().outputs().isEmpty()
            && c.request().outputDigests().size() == c.request().outputs().size();
    boolean can = c.isStandard() && c.host().networkTools().missing().isEmpty();
    return c.request()
        .constraints()
        .network()
        .orElse(promised && can ? BuildNetwork.PRIVATE : BuildNetwork.NONE);
  }

  /** Whether the build is to have a private network. */
  static boolean isPrivate(SandboxCase c) {
    return c.isStandard() && due(c) == BuildNetwork.PRIVATE;
  }

  /** Whether a mount is that of the resolver of a private network. */
  static boolean isResolver(Mount mount) {
    return mount.source().equals(Optional.of(FROM_BUNDLE));
  }

  /** What attaches the network goes by this. */
  static List<String> exactlyWhereDue(SandboxCase c) {
    return SandboxLayout.hasPrivateNetwork(c.spec()) == isPrivate(c)
        ? List.of()
        : List.of("private network: expected " + isPrivate(c));
  }

  /** One that exists already is somebody else's, at worst the host's. */
  static List<String> newNamespace(SandboxCase c) {
    if (!isPrivate(c)) {
      return List.of();
    }
    boolean fresh =
        c.linux().namespaces().stream()
            .anyMatch(n -> n.type().equals(LinuxNamespaceType.NETWORK) && n.path().isEmpty());
    return fresh ? List.of() : List.of("no new network namespace: " + c.linux().namespaces());
  }

  /** The host's file may name a server on the host's loopback interface, and tells its domain. */
  static List<String> ownResolver(SandboxCase c) {
    if (!isPrivate(c)) {
      return List.of();
    }
    return c.mountAt(RESOLVER)
            .filter(NetworkInvariants::isResolver)
            .filter(SandboxCase::isBind)
            .isPresent()
        ? List.of()
        : List.of(RESOLVER + ": " + c.mountAt(RESOLVER));
  }

  static List<String> resolverFlags(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (Mount mount : c.spec().mounts()) {
      boolean closed =
          mount.options().containsAll(List.of("ro", "nosuid", "nodev", "noexec"))
              && !mount.options().contains("rw");
      if (isResolver(mount) && !closed) {
        found.add(mount.destination() + ": " + mount.options());
      }
    }
    return found;
  }
}
