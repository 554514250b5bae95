package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.at;
import static dev.ocispec.sandbox.PlantedFault.from;
import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofLinux;
import static dev.ocispec.sandbox.PlantedFault.ofMount;
import static dev.ocispec.sandbox.PlantedFault.ofSeccomp;
import static dev.ocispec.sandbox.PlantedFault.withoutOption;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.LinuxSyscall;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimitType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted fault is noticed, and by the invariants that are meant to notice it. */
class PlantedFaultsTest {

  static List<PlantedFault> faults() {
    List<PlantedFault> faults = new ArrayList<>();
    faults.addAll(isolation());
    faults.addAll(identity());
    faults.addAll(process());
    faults.addAll(mounts());
    faults.addAll(requestMounts());
    faults.addAll(kernel());
    faults.addAll(seccomp());
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
            .where(c -> !c.network()),
        ofLinux(
                "a network namespace with network",
                l -> l.putNamespace(LinuxNamespaceType.NETWORK),
                Invariant.NETWORK_NAMESPACE_EXACTLY_WITHOUT_NETWORK)
            .where(SandboxCase::network),
        ofLinux(
                "no user namespace when rootless",
                l -> l.removeNamespace(LinuxNamespaceType.USER),
                Invariant.USER_NAMESPACE_EXACTLY_WHEN_ROOTLESS)
            .where(SandboxCase::rootless),
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
            Invariant.PROCESS_IS_THE_REQUESTS),
        of(
            "a relative working directory",
            s -> s.process(p -> p.cwd("build")),
            Invariant.PROCESS_IS_THE_REQUESTS),
        of(
            "open files unlimited",
            s -> s.process(p -> p.removeRlimit(PosixRlimitType.RLIMIT_NOFILE)),
            Invariant.OPEN_FILES_LIMITED),
        of(
            "core dumps",
            s -> s.process(p -> p.removeRlimit(PosixRlimitType.RLIMIT_CORE)),
            Invariant.NO_CORE_DUMPS));
  }

  private static List<PlantedFault> mounts() {
    return List.of(
        of("a writable root", s -> s.root(r -> r.readonly(false)), Invariant.ROOT_READ_ONLY),
        of("a root elsewhere", s -> s.root(r -> r.path("/")), Invariant.ROOT_READ_ONLY),
        of(
            "the host's /proc",
            s ->
                s.putMount(
                    m ->
                        m.destination("/proc")
                            .type("bind")
                            .source("/proc")
                            .options("rbind", "nosuid", "nodev", "noexec")),
            Invariant.KERNEL_FILE_SYSTEMS_ARE_NEW,
            Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS),
        of(
            "the host's home",
            s ->
                s.addMount(
                    m ->
                        m.destination("/home")
                            .type("bind")
                            .source("/home")
                            .options("rbind", "ro", "rro", "nosuid", "nodev")),
            Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS),
        of(
            "another build's scratch folder",
            s ->
                s.addMount(
                    m ->
                        m.destination("/other")
                            .type("bind")
                            .source("../other/scratch/x")
                            .options("rbind", "ro", "rro", "nosuid", "nodev")),
            Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS),
        of(
            "a writable place nobody asked for",
            s ->
                s.addMount(
                    m ->
                        m.destination("/var")
                            .type("tmpfs")
                            .source("tmpfs")
                            .options("nosuid", "nodev", "noexec")),
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE),
        of(
            "two mounts at one place",
            s ->
                s.addMount(
                    m ->
                        m.destination("/tmp")
                            .type("tmpfs")
                            .source("tmpfs")
                            .options("nosuid", "nodev", "mode=1777", "size=1073741824")),
            Invariant.DESTINATIONS_UNIQUE),
        new PlantedFault(
            "scratch paths after what lies in them",
            c -> true,
            (c, spec) -> {
              List<Mount> reversed = new ArrayList<>(spec.mounts());
              Collections.reverse(reversed);
              return spec.toBuilder().mounts(reversed).build();
            },
            EnumSet.of(Invariant.MOUNT_BELOW_ANOTHER_COMES_AFTER_IT)),
        ofMount(
            "a destination that climbs",
            at("/dev/mqueue"),
            m -> m.destination("/dev/../mqueue"),
            Invariant.DESTINATIONS_ABSOLUTE_AND_CLEAN,
            Invariant.KERNEL_FILE_SYSTEMS_ARE_NEW,
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE),
        withoutOption(
            "a /tmp that only root can use",
            at("/tmp"),
            "mode=1777",
            Invariant.TMP_USABLE_AND_LIMITED),
        withoutOption(
            "a /tmp without end", at("/tmp"), "size=1073741824", Invariant.TMP_USABLE_AND_LIMITED),
        withoutOption(
            "programs in shared memory",
            at("/dev/shm"),
            "noexec",
            Invariant.KERNEL_FILE_SYSTEMS_RUN_NOTHING),
        ofMount(
                "a group that is not mapped, for terminals",
                at("/dev/pts"),
                m -> m.addOptions("gid=5"),
                Invariant.NO_GID_AND_NO_SYSFS_WHEN_ROOTLESS)
            .where(SandboxCase::rootless),
        withoutOption(
                "a writable /sys",
                at("/sys"),
                "ro",
                Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE)
            .where(c -> !c.rootless()),
        withoutOption(
            "writable control groups",
            at("/sys/fs/cgroup"),
            "ro",
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE));
  }

  private static List<PlantedFault> requestMounts() {
    Predicate<Mount> inputs = from("inputs/");
    Predicate<Mount> scratch = from("scratch/");
    return List.of(
        withoutOption(
            "writable inputs",
            inputs,
            "ro",
            Invariant.INPUTS_READ_ONLY_NOSUID_NODEV,
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE,
            Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN,
            Invariant.LOCKED_FLAGS_ARE_KEPT),
        withoutOption(
            "set-id programs among the inputs",
            inputs,
            "nosuid",
            Invariant.INPUTS_READ_ONLY_NOSUID_NODEV),
        withoutOption(
            "devices among the inputs", inputs, "nodev", Invariant.INPUTS_READ_ONLY_NOSUID_NODEV),
        withoutOption(
            "writable below inputs", inputs, "rro", Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN),
        withoutOption(
            "a locked flag dropped",
            at("/nix/store/src"),
            "noexec",
            Invariant.LOCKED_FLAGS_ARE_KEPT),
        withoutOption(
            "set-id programs in scratch paths",
            scratch,
            "nosuid",
            Invariant.SCRATCH_WITHOUT_SET_ID_AND_DEVICES),
        withoutOption(
            "devices in scratch paths",
            scratch,
            "nodev",
            Invariant.SCRATCH_WITHOUT_SET_ID_AND_DEVICES),
        ofMount(
            "one folder for all scratch paths",
            at("/build"),
            m -> m.source("scratch/" + SandboxLayout.scratchName("nix/store")),
            Invariant.SCRATCH_WRITABLE_FROM_THE_BUNDLE),
        withoutOption(
            "a writable host path",
            at("/opt/tools"),
            "ro",
            Invariant.HOST_PATHS_READ_ONLY,
            Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE,
            Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN),
        withoutOption(
            "devices in a host path",
            at("/opt/tools"),
            "nodev",
            Invariant.HOST_PATHS_WITHOUT_SET_ID_AND_DEVICES),
        of("no shell", s -> s.removeMount("/bin/sh"), Invariant.SHELL_EXACTLY_WHEN_ASKED),
        of(
                "the resolver without network",
                s ->
                    s.addMount(
                        m ->
                            m.destination("/etc/resolv.conf")
                                .type("bind")
                                .source("/etc/resolv.conf")
                                .options("rbind", "ro", "rro", "nosuid", "nodev")),
                Invariant.RESOLVER_EXACTLY_WITH_NETWORK,
                Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS)
            .where(c -> !c.network()),
        of(
                "no resolver with network",
                s -> s.removeMount("/etc/hosts"),
                Invariant.RESOLVER_EXACTLY_WITH_NETWORK)
            .where(SandboxCase::network));
  }

  private static List<PlantedFault> kernel() {
    return List.of(
        ofLinux(
            "/proc/kcore seen",
            l -> l.maskedPaths(without("/proc/kcore", KernelPaths.STANDARD_MASKED)),
            Invariant.MASKED_PATHS_COMPLETE),
        ofLinux(
            "/proc/keys seen",
            l -> l.maskedPaths(without("/proc/keys", KernelPaths.STANDARD_MASKED)),
            Invariant.MASKED_PATHS_COMPLETE,
            Invariant.KEYS_ARE_MASKED),
        ofLinux(
            "/proc/sys writable",
            l -> l.readonlyPaths(without("/proc/sys", KernelPaths.STANDARD_READ_ONLY)),
            Invariant.READ_ONLY_PATHS_COMPLETE),
        of("the host's name seen", s -> s.clearHostname(), Invariant.NO_HOST_NAMES),
        of("the host's domain seen", s -> s.clearDomainname(), Invariant.NO_HOST_NAMES),
        ofLinux(
            "no device rules",
            l -> l.resources(r -> r.clearDevices()),
            Invariant.DEVICES_DENIED_FIRST,
            Invariant.ONLY_USUAL_AND_NAMED_DEVICES),
        ofLinux(
            "all devices allowed at the end",
            l -> l.resources(r -> r.addDevice(LinuxDeviceCgroup.builder().allow(true).build())),
            Invariant.ONLY_USUAL_AND_NAMED_DEVICES),
        ofLinux(
            "no limit of processes",
            l -> l.resources(r -> r.clearPids()),
            Invariant.LIMITS_WHERE_THEY_CAN_BE_SET),
        ofLinux(
            "no limit of memory",
            l -> l.resources(r -> r.memory(m -> m.clearLimit())),
            Invariant.LIMITS_WHERE_THEY_CAN_BE_SET),
        of(
            "a hook",
            s -> s.hooks(h -> h.addCreateRuntime(x -> x.path("/bin/true"))),
            Invariant.NOTHING_ELSE_RUNS_OR_CHANGES),
        of(
            "something that the schema refuses",
            s -> s.process(p -> p.putRlimit(r -> r.type("RLIMIT_nofile").soft(1).hard(1))),
            Invariant.SCHEMA_PASSES));
  }

  private static List<PlantedFault> seccomp() {
    return List.of(
        ofLinux(
            "no filter of system calls",
            l -> l.clearSeccomp(),
            Invariant.SYSTEM_CALLS_DENIED_BY_DEFAULT,
            Invariant.DANGEROUS_CALLS_DENIED,
            Invariant.NO_NEW_NAMESPACES,
            Invariant.NO_SET_ID_FILES,
            Invariant.FILTER_COVERS_THE_PROCESSOR),
        ofSeccomp(
            "a filter that lets through what it does not know",
            s ->
                s.toBuilder()
                    .defaultAction(LinuxSeccompAction.SCMP_ACT_ALLOW)
                    .clearDefaultErrnoRet()
                    .build(),
            Invariant.SYSTEM_CALLS_DENIED_BY_DEFAULT,
            Invariant.DANGEROUS_CALLS_DENIED),
        ofSeccomp("mount allowed", s -> allow(s, "mount"), Invariant.DANGEROUS_CALLS_DENIED),
        ofSeccomp("keyctl allowed", s -> allow(s, "keyctl"), Invariant.DANGEROUS_CALLS_DENIED),
        ofSeccomp("clone allowed", s -> allow(s, "clone"), Invariant.NO_NEW_NAMESPACES),
        ofSeccomp("fchmodat allowed", s -> allow(s, "fchmodat"), Invariant.NO_SET_ID_FILES),
        ofSeccomp("openat2 allowed", s -> allow(s, "openat2"), Invariant.NO_SET_ID_FILES),
        ofSeccomp(
            "execve forbidden",
            s ->
                s.toBuilder()
                    .addSyscall(
                        c ->
                            c.names("execve").action(LinuxSeccompAction.SCMP_ACT_ERRNO).errnoRet(1))
                    .build(),
            Invariant.ORDINARY_CALLS_ALLOWED),
        ofSeccomp(
            "another processor's filter",
            s -> s.toBuilder().architectures("SCMP_ARCH_ARM").build(),
            Invariant.FILTER_COVERS_THE_PROCESSOR));
  }

  @Test
  void thereAreManyAndEveryInvariantCatchesOne() {
    assertThat(faults()).hasSizeGreaterThanOrEqualTo(70);
    Set<Invariant> catching = EnumSet.noneOf(Invariant.class);
    faults().forEach(fault -> catching.addAll(fault.catchers()));
    assertThat(catching).containsExactlyInAnyOrder(Invariant.values());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isCaught(PlantedFault fault) {
    List<SandboxCase> cases = Examples.standard().stream().filter(fault.applies()).toList();
    assertThat(cases).isNotEmpty();
    for (SandboxCase sound : cases) {
      assertThat(violated(sound)).as("before").isEmpty();
      SandboxCase faulty = fault.plantedIn(sound);
      assertThat(faulty.spec()).isNotEqualTo(sound.spec());
      assertThat(violated(faulty)).isEqualTo(fault.catchers());
    }
  }

  private static Set<Invariant> violated(SandboxCase any) {
    Set<Invariant> violated = EnumSet.noneOf(Invariant.class);
    Stream.of(Invariant.values())
        .filter(invariant -> invariant.isKeptBy(SandboxProfile.STANDARD))
        .filter(invariant -> !invariant.violations(any).isEmpty())
        .forEach(violated::add);
    return violated;
  }

  private static LinuxSeccomp allow(LinuxSeccomp filter, String name) {
    List<LinuxSyscall> rules = new ArrayList<>();
    for (LinuxSyscall rule : filter.syscalls()) {
      List<String> rest = rule.names().stream().filter(n -> !n.equals(name)).toList();
      if (!rest.isEmpty()) {
        rules.add(rule.toBuilder().names(rest).build());
      }
    }
    return filter.toBuilder()
        .syscalls(rules)
        .addSyscall(c -> c.names(name).action(LinuxSeccompAction.SCMP_ACT_ALLOW))
        .build();
  }

  private static List<String> without(String path, List<String> paths) {
    return paths.stream().filter(p -> !p.equals(path)).toList();
  }
}
