package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofLinux;
import static dev.ocispec.sandbox.PlantedFault.ofSeccomp;

import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.LinuxSyscall;
import java.util.ArrayList;
import java.util.List;

/** Planted faults in what of the kernel a build sees and may use. */
final class PlantedKernelFaults {
  private PlantedKernelFaults() {}

  static List<PlantedFault> all() {
    List<PlantedFault> faults = new ArrayList<>();
    faults.addAll(kernel());
    faults.addAll(seccomp());
    return faults;
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
                Invariant.LIMITS_WHERE_THEY_CAN_BE_SET)
            .where(c -> c.host().cgroupControllers().contains("pids")),
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
            Invariant.NO_DEVICE_NODES,
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
        ofSeccomp(
            "socketcall allowed", s -> allow(s, "socketcall"), Invariant.DANGEROUS_CALLS_DENIED),
        ofSeccomp(
            "socketpair allowed", s -> allow(s, "socketpair"), Invariant.DANGEROUS_CALLS_DENIED),
        ofSeccomp("renameat2 allowed", s -> allow(s, "renameat2"), Invariant.NO_DEVICE_NODES),
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
