package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofLinux;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.PosixRlimitType;
import java.util.ArrayList;
import java.util.List;

/** Planted faults in namespaces, ids and the process. */
final class PlantedIsolationFaults {
  private PlantedIsolationFaults() {}

  static List<PlantedFault> all() {
    List<PlantedFault> faults = new ArrayList<>();
    faults.addAll(isolation());
    // Where a build was given ids of its own, these are also not those.
    identity().forEach(fault -> faults.add(fault.where(c -> c.sandbox().hostIds().isEmpty())));
    faults.addAll(process());
    return faults;
  }

  private static List<PlantedFault> isolation() {
    return List.of(
        ofLinux(
            "no PID namespace",
            l -> l.removeNamespace(LinuxNamespaceType.PID),
            Invariant.OTHER_NAMESPACES_ALWAYS),
        ofLinux(
            "no IPC namespace",
            l -> l.removeNamespace(LinuxNamespaceType.IPC),
            Invariant.OTHER_NAMESPACES_ALWAYS),
        ofLinux(
            "no mount namespace",
            l -> l.removeNamespace(LinuxNamespaceType.MOUNT),
            Invariant.OTHER_NAMESPACES_ALWAYS),
        ofLinux(
            "no cgroup namespace",
            l -> l.removeNamespace(LinuxNamespaceType.CGROUP),
            Invariant.OTHER_NAMESPACES_ALWAYS),
        ofLinux(
                "no network namespace without network",
                l -> l.removeNamespace(LinuxNamespaceType.NETWORK),
                Invariant.NETWORK_NAMESPACE_EXACTLY_WITHOUT_NETWORK)
            .where(c -> !c.network() && !NetworkInvariants.isPrivate(c)),
        ofLinux(
                "a network namespace with network",
                l -> l.putNamespace(LinuxNamespaceType.NETWORK),
                Invariant.NETWORK_NAMESPACE_EXACTLY_WITHOUT_NETWORK)
            .where(SandboxCase::network),
        ofLinux(
                "no user namespace when rootless",
                l -> l.removeNamespace(LinuxNamespaceType.USER),
                Invariant.USER_NAMESPACE_EXACTLY_WHEN_ROOTLESS)
            .where(c -> c.rootless() && c.sandbox().hostIds().isEmpty()),
        ofLinux(
            "a namespace twice",
            l -> l.addNamespace(n -> n.type(LinuxNamespaceType.IPC)),
            Invariant.NO_NAMESPACE_TWICE),
        ofLinux(
            "a namespace joined",
            l -> l.putNamespace(n -> n.type(LinuxNamespaceType.IPC).path("/proc/1/ns/ipc")),
            Invariant.NO_NAMESPACE_JOINED));
  }

  private static List<PlantedFault> identity() {
    return List.of(
        ofLinux(
                "id mappings forgotten",
                l -> l.clearUidMappings().clearGidMappings(),
                Invariant.ID_MAPPINGS_EXACTLY_WITH_USER_NAMESPACE,
                Invariant.ID_MAPPINGS_COVER_THE_BUILD)
            .where(SandboxCase::rootless),
        ofLinux(
                "id mappings without user namespace",
                l ->
                    l.addUidMapping(m -> m.containerID(0).hostID(1_000_000).size(1))
                        .addGidMapping(m -> m.containerID(0).hostID(2_000_000).size(1)),
                Invariant.ID_MAPPINGS_EXACTLY_WITH_USER_NAMESPACE)
            .where(c -> !c.rootless()),
        ofLinux(
                "the host's root mapped",
                l -> l.addUidMapping(m -> m.containerID(1).hostID(0).size(1)),
                Invariant.ID_MAPPINGS_WITHIN_THE_HOSTS_RANGES)
            .where(SandboxCase::rootless),
        ofLinux(
                "one id more than is lent",
                l -> l.addGidMapping(m -> m.containerID(2000).hostID(265_535).size(2)),
                Invariant.ID_MAPPINGS_WITHIN_THE_HOSTS_RANGES,
                Invariant.ID_MAPPINGS_DO_NOT_OVERLAP)
            .where(SandboxCase::rootless),
        ofLinux(
                "the build mapped to the caller",
                l ->
                    l.uidMappings(List.of())
                        .addUidMapping(m -> m.containerID(0).hostID(100_000).size(1))
                        .addUidMapping(m -> m.containerID(1000).hostID(1001).size(1)),
                Invariant.BUILD_IS_NOT_THE_CALLER_WHERE_IDS_ARE_LENT)
            .where(SandboxCase::rootless),
        of(
                "a group that is not mapped",
                s -> s.process(p -> p.user(u -> u.gid(5))),
                Invariant.ID_MAPPINGS_COVER_THE_BUILD)
            .where(SandboxCase::rootless),
        of(
                "a rootful build under a person's id",
                s -> s.process(p -> p.user(u -> u.uid(1000))),
                Invariant.BUILD_IS_NO_ORDINARY_USER_OF_THE_HOST)
            .where(c -> !c.rootless()),
        of(
                "a rootful build as root",
                s -> s.process(p -> p.user(u -> u.uid(0).gid(0))),
                Invariant.BUILD_IS_NO_ORDINARY_USER_OF_THE_HOST)
            .where(c -> !c.rootless()));
  }

  private static List<PlantedFault> process() {
    return List.of(
        of(
            "a terminal nobody asked for",
            s -> s.process(p -> p.terminal(true)),
            Invariant.TERMINAL_ONLY_WHEN_ASKED),
        of(
            "new privileges allowed",
            s -> s.process(p -> p.noNewPrivileges(false)),
            Invariant.NO_NEW_PRIVILEGES),
        of(
            "noNewPrivileges not said",
            s -> s.process(p -> p.clearNoNewPrivileges()),
            Invariant.NO_NEW_PRIVILEGES),
        of(
            "capabilities left out",
            s -> s.process(p -> p.clearCapabilities()),
            Invariant.CAPABILITIES_ARE_WRITTEN),
        of(
            "a capability in the bounding set",
            s -> s.process(p -> p.capabilities(c -> c.addBounding(Capability.CAP_KILL))),
            Invariant.CAPABILITIES_WITHIN_THE_TABLE,
            Invariant.NO_CAPABILITY_FOR_AN_UNPRIVILEGED_BUILD),
        of(
            "an ambient capability",
            s -> s.process(p -> p.capabilities(c -> c.addAmbient(Capability.CAP_CHOWN))),
            Invariant.CAPABILITIES_WITHIN_THE_TABLE,
            Invariant.CAPABILITY_SETS_WITHIN_EACH_OTHER,
            Invariant.NO_AMBIENT_CAPABILITY,
            Invariant.NO_CAPABILITY_FOR_AN_UNPRIVILEGED_BUILD),
        of(
            "the caller's environment",
            s -> s.process(p -> p.addEnv("SSH_AUTH_SOCK=/run/ssh")),
            Invariant.NEUTRAL_ENVIRONMENT_EXACTLY_WHEN_NORMALISED),
        of(
                "a variable left out",
                s -> s.process(p -> p.env(List.of())),
                Invariant.PROCESS_IS_THE_REQUESTS)
            .where(c -> c.request().normalise().isEmpty()),
        of(
            "a relative working directory",
            s -> s.process(p -> p.cwd("build")),
            Invariant.PROCESS_IS_THE_REQUESTS),
        of(
            "open files unlimited",
            s -> s.process(p -> p.removeRlimit(PosixRlimitType.RLIMIT_NOFILE)),
            Invariant.OPEN_FILES_LIMITED),
        of(
            "a limit of processes that the caller shares",
            s ->
                s.process(
                    p ->
                        p.putRlimit(r -> r.type(PosixRlimitType.RLIMIT_NPROC).hard(512).soft(512))),
            Invariant.PROCESSES_LIMITED_BY_AN_OWN_USER),
        of(
            "core dumps",
            s -> s.process(p -> p.removeRlimit(PosixRlimitType.RLIMIT_CORE)),
            Invariant.NO_CORE_DUMPS));
  }
}
