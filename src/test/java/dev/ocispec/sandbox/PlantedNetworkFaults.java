package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.at;
import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofLinux;
import static dev.ocispec.sandbox.PlantedFault.ofMount;
import static dev.ocispec.sandbox.PlantedFault.withoutOption;

import dev.ocispec.request.BuildNetwork;
import dev.ocispec.spec.LinuxNamespaceType;
import java.util.List;

/** Faults of private networks. */
final class PlantedNetworkFaults {
  private static final String RESOLVER = "/etc/resolv.conf";
  private static final List<String> CLOSED =
      List.of("rbind", "ro", "rro", "nosuid", "nodev", "noexec");

  private PlantedNetworkFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        ofLinux(
                "the host's network joined",
                l -> l.putNamespace(n -> n.type(LinuxNamespaceType.NETWORK).path("/proc/1/ns/net")),
                Invariant.PRIVATE_NETWORK_IS_NEW,
                Invariant.NO_NAMESPACE_JOINED)
            .where(NetworkInvariants::isPrivate),
        ofLinux(
                "the runtime's network kept",
                l -> l.removeNamespace(LinuxNamespaceType.NETWORK),
                Invariant.PRIVATE_NETWORK_IS_NEW,
                Invariant.NETWORK_NAMESPACE_EXACTLY_WITHOUT_NETWORK)
            .where(NetworkInvariants::isPrivate),
        of(
                "a private network that nobody asked for or promised for",
                s ->
                    s.addMount(
                        m ->
                            m.destination(RESOLVER)
                                .type("bind")
                                .source("network/resolv.conf")
                                .options(CLOSED)),
                Invariant.PRIVATE_NETWORK_EXACTLY_WHERE_DUE,
                Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS)
            .where(c -> NetworkInvariants.due(c) == BuildNetwork.NONE),
        of(
                "a private network that is not marked as one",
                s -> s.removeMount(RESOLVER),
                Invariant.PRIVATE_NETWORK_EXACTLY_WHERE_DUE,
                Invariant.PRIVATE_NETWORK_HAS_ITS_OWN_RESOLVER)
            .where(NetworkInvariants::isPrivate),
        ofMount(
                "the host's servers of names, such as one on its loopback interface",
                at(RESOLVER),
                m -> m.source(RESOLVER),
                Invariant.PRIVATE_NETWORK_EXACTLY_WHERE_DUE,
                Invariant.PRIVATE_NETWORK_HAS_ITS_OWN_RESOLVER,
                Invariant.RESOLVER_EXACTLY_WITH_NETWORK,
                Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS)
            .where(NetworkInvariants::isPrivate),
        of(
                "the host's names in a private network",
                s ->
                    s.addMount(
                        m ->
                            m.destination("/etc/hosts")
                                .type("bind")
                                .source("/etc/hosts")
                                .options("rbind", "ro", "rro", "nosuid", "nodev")),
                Invariant.RESOLVER_EXACTLY_WITH_NETWORK,
                Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS)
            .where(NetworkInvariants::isPrivate),
        of(
                "no names of services in a private network",
                s -> s.removeMount("/etc/services"),
                Invariant.RESOLVER_EXACTLY_WITH_NETWORK)
            .where(NetworkInvariants::isPrivate),
        ofMount(
                "a build that changes where names are resolved",
                at(RESOLVER),
                m -> m.options("rbind", "rw", "nosuid", "nodev", "noexec"),
                Invariant.PRIVATE_RESOLVER_CANNOT_BE_CHANGED,
                Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE)
            .where(NetworkInvariants::isPrivate),
        withoutOption(
                "devices beside the resolver",
                at(RESOLVER),
                "nodev",
                Invariant.PRIVATE_RESOLVER_CANNOT_BE_CHANGED)
            .where(NetworkInvariants::isPrivate),
        of(
            "a hook in what the sandbox makes, which a runtime would run on the host",
            s ->
                s.hooks(h -> h.addCreateRuntime(k -> k.path("/usr/bin/tee").args("tee", "/etc/x"))),
            Invariant.NOTHING_ELSE_RUNS_OR_CHANGES));
  }
}
