package dev.ocispec.preset;

import static dev.ocispec.preset.PodmanRunParts.annotation;
import static dev.ocispec.preset.PodmanRunParts.character;
import static dev.ocispec.preset.PodmanRunParts.ids;
import static dev.ocispec.preset.PodmanRunParts.joined;
import static dev.ocispec.preset.PodmanRunParts.keepId;
import static dev.ocispec.preset.PodmanRunParts.mount;
import static dev.ocispec.preset.PodmanRunParts.overlay;
import static dev.ocispec.preset.PodmanRunParts.process;
import static dev.ocispec.preset.PodmanRunParts.shared;
import static java.util.Map.entry;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.PosixRlimitType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The options of the podman commands that the documents are of, by the ends of their names; what
 * only the host or podman can know is taken from the document.
 */
final class PodmanRuns {
  private static final LinuxNamespaceType NETWORK = LinuxNamespaceType.NETWORK;
  private static final LinuxNamespaceType IPC = LinuxNamespaceType.IPC;
  private static final LinuxNamespaceType PID = LinuxNamespaceType.PID;
  private static final LinuxNamespaceType USER = LinuxNamespaceType.USER;
  private static final LinuxNamespaceType UTS = LinuxNamespaceType.UTS;

  private static final Map<String, Function<PodmanDocument, List<ContainerOption>>> OPTIONS =
      Map.ofEntries(
          row("annotations", annotation("io.example/a", "b"), annotation("org.x", "j é 中 'q'")),
          row(
              "binds",
              BindMount.of("/tmp/h", "/h"),
              BindMount.of("/tmp/h", "/hro").readOnly().options("nosuid", "nodev", "noexec"),
              BindMount.of("/tmp/h/f", "/f").readOnly(),
              BindMount.of("/tmp/h", "/hs").propagation(MountPropagation.RSHARED),
              BindMount.of("/tmp/h", "/hz").options("z"),
              BindMount.of("/tmp/h", "/hU").options("U"),
              BindMount.of("/tmp/h", "/m").readOnly().propagation(MountPropagation.RSLAVE)),
          // The host could not do --blkio-weight.
          row(
              "blkio",
              ResourceOptions.resources(
                  resources ->
                      resources.blockIO(
                          io ->
                              io.addWeightDevice(d -> d.major(7).minor(0).weight(200))
                                  .addThrottleReadBpsDevice(d -> d.major(7).minor(0).rate(1 << 20))
                                  .addThrottleWriteIOPSDevice(
                                      d -> d.major(7).minor(0).rate(100))))),
          row(
              "caps-add",
              SecurityOptions.addCapabilities(
                  Capability.CAP_NET_ADMIN, Capability.CAP_SYS_ADMIN, Capability.CAP_SYS_PTRACE),
              SecurityOptions.dropCapabilities(Capability.CAP_CHOWN, Capability.CAP_MKNOD)),
          row("caps-all", SecurityOptions.addAllCapabilities()),
          row("caps-dropall", SecurityOptions.dropAllCapabilities()),
          row("cgroups-disabled", PodmanOptions.withoutCgroups()),
          rowOf(
              "cgroups-nocommon",
              real ->
                  List.of(
                      NamespaceOptions.own(LinuxNamespaceType.CGROUP),
                      ResourceOptions.cgroupsPath("/mxp/libpod-" + real.id()))),
          row(
              "cpu-rt",
              ResourceOptions.resources(
                  resources ->
                      resources.cpu(
                          cpu ->
                              cpu.period(50000)
                                  .quota(25000)
                                  .realtimePeriod(1000000)
                                  .realtimeRuntime(950000)))),
          row(
              "device",
              DeviceOptions.device(character("/dev/fuse", 10, 229), "rwm"),
              DeviceOptions.device(character("/dev/myzero", 1, 5), "r"),
              DeviceOptions.rule(
                  LinuxDeviceCgroup.builder()
                      .allow(true)
                      .type("c")
                      .major(10)
                      .access("rmw")
                      .build()),
              DeviceOptions.rule(
                  LinuxDeviceCgroup.builder().allow(true).type("a").access("m").build())),
          row(
              "devpts-mount",
              mount("/dev/pts", "devpts", "devpts", "uid=0", "gid=5", "mode=0620", "max=10")),
          rowOf(
              "env-host",
              real ->
                  Stream.of("PODMAN_IGNORE_CGROUPSV1_WARNING", "LANG", "PWD", "TMPDIR", "TERM")
                      .map(name -> ProgramOptions.env(name, real.variable(name)))
                      .toList()),
          row("health"),
          row("hooks"),
          row("imagecfg"),
          row(
              "imagecfg-override",
              process(p -> p.args("/bin/echo", "x y", "a", "b \"c\"", "").cwd("/")),
              ProgramOptions.env("A", "cli"),
              ProgramOptions.user("1000:1000"),
              ProgramOptions.addGroups(10, 20)),
          rowOf("image-mount", real -> List.of(overlay(real, "/img"))),
          row("init", ProgramOptions.init("/usr/libexec/podman/catatonit", "/run/podman-init")),
          rowOf(
              "join-container",
              real ->
                  List.of(
                      shared(real, NETWORK),
                      shared(real, IPC),
                      shared(real, PID),
                      annotation("io.podman.annotations.volumes-from", "other"))),
          rowOf("kube", PodmanRunParts::kube),
          row("label", SecurityOptions.seLinuxDisabled(), PodmanOptions.procOptions("hidepid=2")),
          row(
              "masks",
              PodmanOptions.mask("/proc/acpi", "/etc/group"),
              PodmanOptions.unmask("/proc/kcore")),
          row(
              "memory",
              ResourceOptions.resources(
                  resources ->
                      resources.memory(
                          memory ->
                              memory
                                  .limit(64 << 20)
                                  .swap(128 << 20)
                                  .reservation(32 << 20)
                                  .swappiness(30)
                                  .disableOOMKiller(true)))),
          row("net-host", NamespaceOptions.host(NETWORK)),
          row("net-none"),
          row("nohosts"),
          row("ns-ipcnone", PodmanOptions.withoutSharedMemory()),
          row(
              "ns-path",
              NamespaceOptions.joined(NETWORK, "/proc/1/ns/net"),
              NamespaceOptions.host(UTS),
              NamespaceOptions.host(IPC),
              NamespaceOptions.host(PID)),
          row("ns-private", NamespaceOptions.own(LinuxNamespaceType.CGROUP)),
          row("ns-shareable", ResourceOptions.shmSize(1 << 20)),
          rowOf("overlay-vol", real -> List.of(overlay(real, "/h"))),
          row(
              "pids",
              ResourceOptions.pids(42),
              ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 512, 1024),
              ResourceOptions.ulimit(PosixRlimitType.RLIMIT_CORE, -1, -1),
              ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NPROC, 100, 100),
              ResourceOptions.oomScoreAdj(300)),
          row("pids-unlimited", ResourceOptions.pids(-1)),
          rowOf(
              "pod-infra",
              real ->
                  List.of(
                      ResourceOptions.cgroupsPath(real.linux().cgroupsPath().orElseThrow()),
                      spec -> SpecEdits.resources(spec, resources -> resources.clearPids()))),
          rowOf("pod-member", PodmanRunParts::podMember),
          row("privileged", SecurityOptions.privileged()),
          row(
              "privileged-ro",
              SecurityOptions.privileged(),
              SecurityOptions.readonlyRoot(true),
              NamespaceOptions.host(NETWORK),
              NamespaceOptions.host(PID),
              NamespaceOptions.host(IPC),
              NamespaceOptions.host(UTS)),
          row("readonly", SecurityOptions.readonlyRoot(true)),
          row(
              "readonly-notmpfs",
              SecurityOptions.readonlyRoot(true),
              PodmanOptions.withoutReadonlyTmpfs(),
              TmpfsMount.at("/scratch").options("rw", "size=1m", "mode=1777", "noexec")),
          row("rootfs"),
          row("rootfs-overlay"),
          rowOf("rootless-default", real -> List.of(joined(real, NETWORK))),
          row(
              "rootless-hostns",
              NamespaceOptions.host(NETWORK),
              NamespaceOptions.host(PID),
              NamespaceOptions.host(IPC),
              NamespaceOptions.host(UTS),
              NamespaceOptions.host(USER)),
          row("rootless-keepgroups", annotation("run.oci.keep_original_groups", "1")),
          row("rootless-runc-keepgroups", annotation("run.oci.keep_original_groups", "1")),
          row(
              "rootless-keepid",
              PodmanOptions.userNamespace("keep-id", keepId(1000, 1000)),
              ProgramOptions.user("1000:1000")),
          row(
              "rootless-keepid-opts",
              PodmanOptions.userNamespace("keep-id:uid=200,gid=300", keepId(200, 300)),
              ProgramOptions.user("200:300")),
          row(
              "rootless-limits",
              ResourceOptions.pids(20),
              ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 100, 100),
              PodmanOptions.withoutCgroups()),
          row("rootless-netnone"),
          row(
              "rootless-nomap",
              PodmanOptions.userNamespace("nomap", ids(IdMappings.mapping(0, 1, 65536))),
              ProgramOptions.user("0:0")),
          row("rootless-priv", SecurityOptions.privileged()),
          row(
              "rootless-ro",
              SecurityOptions.readonlyRoot(true),
              SecurityOptions.dropAllCapabilities(),
              ProgramOptions.user("1000:1000"),
              TmpfsMount.at("/x")),
          row(
              "rootless-vol",
              BindMount.of("/home/u", "/w").readOnly(),
              PodmanOptions.volume(
                  "/home/u/.local/share/containers/storage/volumes/n1/_data", "/n1"),
              DeviceOptions.device(character("/dev/fuse", 10, 229), "rwm")),
          row(
              "run-oci-keep",
              annotation("run.oci.keep_original_groups", "1"),
              annotation("run.oci.systemd.force_cgroup_v1", "/sys/fs/cgroup")),
          row(
              "seccomp-unconfined",
              SecurityOptions.seccompUnconfined(),
              SecurityOptions.noNewPrivileges(true),
              SecurityOptions.appArmorUnconfined()),
          row(
              "sysctl",
              ResourceOptions.sysctl("net.ipv4.ip_forward", "1"),
              ResourceOptions.sysctl("kernel.msgmax", "65536"),
              ResourceOptions.sysctl("net.ipv4.ping_group_range", "0 100")),
          row("systemd-always", PodmanOptions.systemd()),
          row("timezone-chrootdirs"),
          row(
              "tmpfs-many",
              TmpfsMount.at("/run"),
              TmpfsMount.at("/a").options("ro", "nodev"),
              TmpfsMount.at("/b").options("size=65536", "mode=0700", "notmpcopyup")),
          row("tty", ProgramOptions.terminal(), ProgramOptions.env("TERM", "xterm-256color")),
          row(
              "ulimit-soft",
              ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 100, 100),
              ResourceOptions.ulimit(PosixRlimitType.RLIMIT_MEMLOCK, 65536, 65536),
              ResourceOptions.ulimit(PosixRlimitType.RLIMIT_STACK, 8388608, -1),
              ProgramOptions.init("/usr/bin/catatonit", "/run/podman-init")),
          row(
              "umask",
              PodmanOptions.umask(0077),
              ProgramOptions.timeZone("UTC"),
              process(p -> p.removeEnv("PATH")),
              ProgramOptions.env("X", "1"),
              ProgramOptions.env("EMPTY", "")),
          row("unmask-all", SecurityOptions.unmasked()),
          rowOf(
              "user-caps",
              real ->
                  List.of(
                      ProgramOptions.user("1000", PodmanPresetTest.accounts()),
                      SecurityOptions.addCapabilities(Capability.CAP_NET_RAW),
                      SecurityOptions.dropAllCapabilities())),
          row(
              "userns-auto",
              PodmanOptions.userNamespace(
                  "auto:size=4096", ids(IdMappings.mapping(0, 500000, 4096)))),
          row("userns-host", NamespaceOptions.host(USER)),
          row(
              "userns-map",
              NamespaceOptions.mapped(
                  new IdMappings(
                      List.of(IdMappings.mapping(0, 100000, 5000)),
                      List.of(IdMappings.mapping(0, 200000, 5000))))),
          rowOf("volumes", PodmanRunParts::volumes));

  private PodmanRuns() {}

  /** The options of a document's command; none at all when it is not in the table. */
  static Optional<List<ContainerOption>> of(PodmanDocument real) {
    return Optional.ofNullable(OPTIONS.get(suffix(real))).map(row -> row.apply(real));
  }

  static String suffix(PodmanDocument real) {
    return real.name().substring(real.name().indexOf('-') + 1);
  }

  private static Map.Entry<String, Function<PodmanDocument, List<ContainerOption>>> row(
      String name, ContainerOption... options) {
    return entry(name, real -> List.of(options));
  }

  private static Map.Entry<String, Function<PodmanDocument, List<ContainerOption>>> rowOf(
      String name, Function<PodmanDocument, List<ContainerOption>> options) {
    return entry(name, options);
  }
}
