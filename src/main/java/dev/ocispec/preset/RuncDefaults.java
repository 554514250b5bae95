package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import java.util.List;

/** The tables behind the configuration that {@code runc spec} prints. */
final class RuncDefaults {
  static final List<String> ARGS = List.of("sh");
  static final List<String> ENV =
      List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm");

  static final List<Capability> CAPABILITIES =
      List.of(Capability.CAP_AUDIT_WRITE, Capability.CAP_KILL, Capability.CAP_NET_BIND_SERVICE);

  static final List<LinuxNamespaceType> NAMESPACES =
      List.of(
          LinuxNamespaceType.PID,
          LinuxNamespaceType.NETWORK,
          LinuxNamespaceType.IPC,
          LinuxNamespaceType.UTS,
          LinuxNamespaceType.MOUNT);

  static final long OPEN_FILES = 1024;

  static final List<Mount> MOUNTS =
      List.of(
          mount("/proc", "proc", "proc"),
          mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
          mount(
              "/dev/pts",
              "devpts",
              "devpts",
              "nosuid",
              "noexec",
              "newinstance",
              "ptmxmode=0666",
              "mode=0620",
              "gid=5"),
          mount(
              "/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
          mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
          mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
          mount(
              "/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"));

  static final List<String> MASKED_PATHS =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/sys/firmware",
          "/proc/scsi");

  static final List<String> READONLY_PATHS =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private RuncDefaults() {}

  private static Mount mount(String destination, String type, String source, String... options) {
    return Mount.builder()
        .destination(destination)
        .type(type)
        .source(source)
        .options(options)
        .build();
  }
}
