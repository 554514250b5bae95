package dev.ocispec.version;

import static dev.ocispec.version.LossRule.drop;
import static dev.ocispec.version.LossRule.dropUnlessTraced;
import static dev.ocispec.version.LossRule.refuse;
import static dev.ocispec.version.LossRule.refuseUnlessEmpty;
import static dev.ocispec.version.LossRule.replace;

import java.util.List;

/**
 * What a configuration loses with each thing that came after 1.0.0 or is gone.
 *
 * <p>Refused is what bounds what the container can see, reach or use, or what protects its data.
 * Priorities, placement and devices that it gets may go. What has no line here is refused.
 */
final class LossRules {
  private static final String OPTIONS = "/mounts/*/options/*=";
  private static final String SECCOMP = "/linux/seccomp/";
  private static final String ACTION = SECCOMP + "syscalls/*/action=";
  private static final String ARCHITECTURE = SECCOMP + "architectures/*=";

  /** One line for each. */
  static final List<LossRule> ALL =
      List.of(
          drop("/domainname", "the container keeps the domain name that it finds"),
          drop("/annotations/{}", "readers don't learn this fact about the image"),
          refuseUnlessEmpty(
              "/hooks/createRuntime", "a hook may set up what confines the container"),
          refuseUnlessEmpty(
              "/hooks/createContainer", "a hook may set up what confines the container"),
          refuseUnlessEmpty(
              "/hooks/startContainer", "a hook may set up what confines the container"),
          refuse("/process/commandLine", "another command would run"),
          refuse("/process/user/umask", "new files could get wider permissions"),
          drop("/process/ioPriority", "the process has the I/O priority of the runtime"),
          drop("/process/scheduler", "the process is scheduled like the runtime"),
          drop(
              "/process/execCPUAffinity",
              "processes that join the container start on any CPU it may use"),
          refuseUnlessEmpty("/mounts/*/uidMappings", "files would belong to other users"),
          refuseUnlessEmpty("/mounts/*/gidMappings", "files would belong to other groups"),
          refuse(OPTIONS + "idmap", "files would belong to other users"),
          refuse(OPTIONS + "ridmap", "files would belong to other users"),
          refuse(OPTIONS + "rro", "mounts below would be writable"),
          refuse(OPTIONS + "rnosuid", "set-user-ID programs below would work"),
          refuse(OPTIONS + "rnodev", "device files below would work"),
          refuse(OPTIONS + "rnoexec", "programs below could be executed"),
          refuse(OPTIONS + "rnosymfollow", "symbolic links below would be followed"),
          drop(OPTIONS + "rrw", "read-only mounts below stay read-only"),
          drop(OPTIONS + "rsuid", "mounts below keep their flag"),
          drop(OPTIONS + "rdev", "mounts below keep their flag"),
          drop(OPTIONS + "rexec", "mounts below keep their flag"),
          drop(OPTIONS + "rsymfollow", "mounts below keep their flag"),
          drop(OPTIONS + "ratime", "access times below are kept as before"),
          drop(OPTIONS + "rnoatime", "access times below are kept as before"),
          drop(OPTIONS + "rdiratime", "access times below are kept as before"),
          drop(OPTIONS + "rnodiratime", "access times below are kept as before"),
          drop(OPTIONS + "rrelatime", "access times below are kept as before"),
          drop(OPTIONS + "rnorelatime", "access times below are kept as before"),
          drop(OPTIONS + "rstrictatime", "access times below are kept as before"),
          drop(OPTIONS + "rnostrictatime", "access times below are kept as before"),
          drop(OPTIONS + "tmpcopyup", "the tmpfs starts empty"),
          refuse("/linux/namespaces/*/type=time", "the container would see the host's clocks"),
          drop("/linux/timeOffsets", "the clocks are not shifted"),
          drop("/linux/netDevices", "the container does not get these network devices"),
          drop("/linux/personality", "the process has the execution domain of the runtime"),
          drop("/linux/memoryPolicy", "memory comes from where the runtime's policy says"),
          refuse("/linux/intelRdt/closID", "the container would have another share of the cache"),
          refuse("/linux/intelRdt/memBwSchema", "memory bandwidth would not be limited"),
          refuseUnlessEmpty("/linux/intelRdt/schemata", "cache and bandwidth would not be limited"),
          drop("/linux/intelRdt/enableMonitoring", "its use of cache and bandwidth is not counted"),
          drop("/linux/intelRdt/enableCMT", "its use of the cache is not counted"),
          drop("/linux/intelRdt/enableMBM", "its use of memory bandwidth is not counted"),
          drop("/linux/resources/cpu/burst", "unused CPU time can't be saved up"),
          drop("/linux/resources/cpu/idle", "the container competes for CPU time like any other"),
          drop(
              "/linux/resources/memory/checkBeforeUpdate",
              "a limit is set even when more is in use"),
          refuse(
              "/linux/resources/memory/useHierarchy",
              "the limit might not hold for control groups below"),
          refuseUnlessEmpty("/linux/resources/rdma", "RDMA resources would not be limited"),
          refuseUnlessEmpty("/linux/resources/unified", "limits of cgroup v2 would not be set"),
          dropUnlessTraced(
              SECCOMP + "defaultErrnoRet", "refused system calls fail with the runtime's EPERM"),
          dropUnlessTraced(
              SECCOMP + "syscalls/*/errnoRet",
              "refused system calls fail with the runtime's EPERM"),
          refuse(SECCOMP + "flags", "the runtime would choose the filter's flags"),
          drop(
              SECCOMP + "flags/*=SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV",
              "signals can interrupt a system call that the agent has received"),
          refuse(SECCOMP + "listenerPath", "no agent would decide on system calls"),
          drop(SECCOMP + "listenerMetadata", "the agent is told nothing about the container"),
          replace(SECCOMP + "defaultAction=SCMP_ACT_KILL_THREAD", "SCMP_ACT_KILL", "same action"),
          refuse(SECCOMP + "defaultAction=SCMP_ACT_KILL_PROCESS", "the process would live on"),
          refuse(SECCOMP + "defaultAction=SCMP_ACT_NOTIFY", "no agent would decide"),
          refuse(SECCOMP + "defaultAction=SCMP_ACT_LOG", "system calls would not be logged"),
          replace(ACTION + "SCMP_ACT_KILL_THREAD", "SCMP_ACT_KILL", "same action"),
          refuse(ACTION + "SCMP_ACT_KILL_PROCESS", "the process would live on"),
          refuse(ACTION + "SCMP_ACT_NOTIFY", "no agent would decide"),
          refuse(ACTION + "SCMP_ACT_LOG", "system calls would not be logged"),
          refuse(
              ARCHITECTURE + "SCMP_ARCH_RISCV64", "its system calls would be filtered otherwise"),
          refuse(
              ARCHITECTURE + "SCMP_ARCH_LOONGARCH64",
              "its system calls would be filtered otherwise"),
          refuse(ARCHITECTURE + "SCMP_ARCH_M68K", "its system calls would be filtered otherwise"),
          refuse(ARCHITECTURE + "SCMP_ARCH_SH", "its system calls would be filtered otherwise"),
          refuse(ARCHITECTURE + "SCMP_ARCH_SHEB", "its system calls would be filtered otherwise"),
          refuse("/vm", "the container would not run in a virtual machine"),
          refuseUnlessEmpty("/vm/hwConfig", "the virtual machine would have other hardware"),
          drop("/windows/devices", "the container does not get these devices"),
          refuse(
              "/windows/network/networkNamespace", "the container would be in another namespace"),
          refuseUnlessEmpty(
              "/windows/resources/cpu/affinity", "the container could use other processors"),
          refuseUnlessEmpty("/zos", "the container would lack its namespaces"),
          refuseUnlessEmpty("/zos/namespaces", "the container would lack its namespaces"),
          drop("/zos/devices", "the container does not get these devices"),
          refuseUnlessEmpty("/freebsd", "the container would not run in its jail"));

  private LossRules() {}

  /** The rule for {@code path}; refusal where there is none. */
  static LossRule of(String path) {
    return ALL.stream()
        .filter(rule -> rule.path().equals(path))
        .findFirst()
        .orElseGet(() -> refuse(path, "nobody has judged what that would mean"));
  }
}
