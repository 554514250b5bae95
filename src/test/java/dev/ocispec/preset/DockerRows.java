package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxThrottleDevice;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The documents that docker wrote, each with the command line's options in words of presets. */
final class DockerRows {
  private static final long MIB = 1L << 20;
  private static final ContainerOption INIT =
      ProgramOptions.init("/usr/bin/docker-init", "/sbin/docker-init");

  /** What the daemon with mapped ids gave to all its containers. */
  private static final ContainerOption[] REMAPPING_DAEMON = {
    NamespaceOptions.mapped(
        new IdMappings(
            List.of(IdMappings.mapping(0, 200_000, 65_536)),
            List.of(IdMappings.mapping(0, 200_000, 65_536)))),
    SecurityOptions.noNewPrivileges(true),
    ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 64, 64),
    ResourceOptions.shmSize(2 * MIB)
  };

  private DockerRows() {}

  /** All rows; a filter of system calls that a file held is read from the document. */
  static List<DockerRow> all(Spec withFilterOfAFile) {
    List<DockerRow> rows = new ArrayList<>();
    add(rows, "default", preset -> preset, "20.10.24");
    add(rows, "annotation", with(ContainerOption.annotation("x.y/z", "w")), "26.1.5", "28.5.2");
    add(
        rows,
        "cap",
        with(
            SecurityOptions.addCapabilities(Capability.CAP_SYS_PTRACE),
            SecurityOptions.addCapabilities(Capability.CAP_NET_ADMIN),
            SecurityOptions.dropCapabilities(Capability.CAP_MKNOD)),
        "20.10.24",
        "28.5.2");
    add(
        rows,
        "capall",
        with(
            SecurityOptions.addAllCapabilities(),
            SecurityOptions.dropCapabilities(Capability.CAP_SYS_MODULE)),
        "20.10.24",
        "26.1.5",
        "28.5.2");
    add(
        rows,
        "capnone",
        with(
            SecurityOptions.dropAllCapabilities(),
            SecurityOptions.noNewPrivileges(true),
            ProgramOptions.user("1000:1000"),
            ProgramOptions.addGroups(10, 20)),
        "20.10.24",
        "26.1.5",
        "28.5.2");
    add(rows, "cgroupparent", with(ResourceOptions.cgroupParent("/mxd")), "20.10.24", "26.1.5");
    add(
        rows,
        "devices",
        with(
            DeviceOptions.device(DockerRow.device("/dev/fuse", "c", 10, 229, 0600, 0), "rwm"),
            DeviceOptions.device(DockerRow.device("/dev/z", "c", 1, 5, 0666, 0), "rw"),
            DeviceOptions.rule("c 10:* rwm")),
        "28.5.2");
    add(rows, "init", with(INIT, ProgramOptions.env("A", "1")), "20.10.24", "26.1.5", "28.5.2");
    add(
        rows,
        "init20",
        preset ->
            preset
                .entrypoint("/bin/sh")
                .command("-c", "sleep 1000")
                .with(INIT, ProgramOptions.workingDirectory("/tmp")),
        "20.10.24",
        "28.5.2");
    add(rows, "ipc-none", with(ResourceOptions.withoutShm()), "20.10.24");
    add(rows, "privileged", with(SecurityOptions.privileged()), "20.10.24", "28.5.2");
    add(
        rows,
        "readonly",
        with(
            SecurityOptions.readonlyRoot(true),
            TmpfsMount.at("/run").options("rw", "noexec", "nosuid", "size=65536k"),
            TmpfsMount.at("/tmp")),
        "20.10.24",
        "26.1.5",
        "28.5.2");
    add(rows, "resources", with(resources()), "26.1.5");
    add(
        rows,
        "resources-io",
        with(
            ResourceOptions.resources(
                limits ->
                    limits.blockIO(
                        io ->
                            io.addThrottleReadBpsDevice(loop(MIB))
                                .addThrottleWriteIOPSDevice(loop(10))
                                .addWeightDevice(weight -> weight.major(7).minor(0).weight(100))))),
        "28.5.2");
    add(
        rows,
        "resources-rt",
        with(
            ResourceOptions.resources(
                limits -> limits.cpu(cpu -> cpu.period(50_000).quota(20_000))),
            ResourceOptions.resources(
                limits ->
                    limits.memory(
                        memory ->
                            memory
                                .limit(100 * MIB)
                                .kernel(50 * MIB)
                                .swappiness(10)
                                .disableOOMKiller(true)))),
        "20.10.24",
        "28.5.2");
    LinuxSeccomp filter = withFilterOfAFile.linux().orElseThrow().seccomp().orElseThrow();
    add(
        rows,
        "seccomp-file",
        with(SecurityOptions.seccomp(filter), ProgramOptions.user("0")),
        "20.10.24");
    add(
        rows,
        "sysctls",
        preset ->
            preset
                .hostname("h1")
                .with(
                    ResourceOptions.sysctl("net.ipv4.ip_forward", "1"),
                    ResourceOptions.sysctl("kernel.shmmax", "1000000"),
                    NamespaceOptions.domainname("d.test")),
        "26.1.5",
        "28.5.2");
    add(rows, "tty", with(ProgramOptions.terminal()), "20.10.24", "26.1.5");
    add(
        rows,
        "ulimits",
        with(
            ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 100, 200),
            ResourceOptions.ulimit(PosixRlimitType.RLIMIT_CORE, 0, 0),
            ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NPROC, 1000, 1000),
            ResourceOptions.shmSize(MIB)),
        "20.10.24",
        "28.5.2");
    add(
        rows,
        "unconfined",
        with(
            SecurityOptions.seccompUnconfined(),
            SecurityOptions.appArmorUnconfined(),
            SecurityOptions.unmasked(),
            SecurityOptions.seLinuxDisabled()),
        "26.1.5",
        "28.5.2");
    add(
        rows,
        "usernsremap",
        preset -> preset.withoutImage().with(REMAPPING_DAEMON),
        "26.1.5",
        "28.5.2");
    add(
        rows,
        "usernsremap-tmpfs",
        preset ->
            preset
                .withoutImage()
                .with(REMAPPING_DAEMON)
                .with(
                    TmpfsMount.at("/t"),
                    SecurityOptions.readonlyRoot(true),
                    BindMount.of("/tmp/h", "/h").readOnly(),
                    INIT),
        "26.1.5",
        "28.5.2");
    return rows;
  }

  private static ContainerOption[] resources() {
    return new ContainerOption[] {
      ResourceOptions.resources(
          limits ->
              limits
                  .memory(memory -> memory.limit(64 * MIB).reservation(32 * MIB).swap(96 * MIB))
                  .cpu(cpu -> cpu.shares(512).cpus("0"))
                  .blockIO(io -> io.weight(300))),
      ResourceOptions.cpus(0.25),
      ResourceOptions.pids(50),
      ResourceOptions.oomScoreAdj(200)
    };
  }

  private static LinuxThrottleDevice loop(long rate) {
    return LinuxThrottleDevice.builder().major(7).minor(0).rate(rate).build();
  }

  private static UnaryOperator<EnginePreset> with(ContainerOption... options) {
    return preset -> preset.with(options);
  }

  private static void add(
      List<DockerRow> rows, String name, UnaryOperator<EnginePreset> choices, String... releases) {
    for (String release : releases) {
      rows.add(new DockerRow("docker-" + release + "-" + name, choices));
    }
  }
}
