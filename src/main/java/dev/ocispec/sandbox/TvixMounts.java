package dev.ocispec.sandbox;

import dev.ocispec.request.BuildConstraints;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The mounts of profile {@code tvix}, in its order, whatever lies below what. */
final class TvixMounts {
  /** Without user namespace. */
  private static final List<Mount> ROOTFUL =
      List.of(
          Mounts.of("/proc", "proc", "proc"),
          Mounts.of("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
          Mounts.of(
              "/dev/pts",
              "devpts",
              "devpts",
              "nosuid",
              "noexec",
              "newinstance",
              "ptmxmode=0666",
              "mode=0620",
              "gid=5"),
          Mounts.of(
              "/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
          Mounts.of("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
          Mounts.of("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
          Mounts.of(
              "/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"));

  /** What stands in place of the above at the same destination, with user namespace. */
  private static final List<Mount> ROOTLESS =
      List.of(
          Mounts.of(
              "/dev/pts",
              "devpts",
              "devpts",
              "nosuid",
              "noexec",
              "newinstance",
              "ptmxmode=0666",
              "mode=0620"),
          Mounts.of("/sys", "none", "/sys", "nosuid", "noexec", "nodev", "ro", "rbind"));

  private static final Mount TMP =
      Mounts.of("/tmp", "tmpfs", "tmpfs", "nosuid", "noatime", "mode=700");

  /** Bound from the host when there is network access. */
  private static final List<String> RESOLVER =
      List.of("/etc/resolv.conf", "/etc/services", "/etc/hosts");

  private TvixMounts() {}

  static List<Mount> of(BuildRequest request, boolean userNamespace, Path shell) {
    BuildConstraints constraints = request.constraints();
    List<Mount> mounts = new ArrayList<>();
    ROOTFUL.forEach(mount -> mounts.add(userNamespace ? rootless(mount) : mount));
    mounts.add(TMP);
    for (String path : request.scratchPaths()) {
      mounts.add(Mounts.of("/" + path, "none", SandboxLayout.scratch(path), "rbind", "rw"));
    }
    for (BuildInput input : request.inputs()) {
      mounts.add(
          Mounts.of(
              Mounts.inputDestination(request, input),
              "none",
              SandboxLayout.input(input.name()),
              "rbind",
              "ro",
              "nosuid",
              "nodev"));
    }
    constraints.availableReadOnlyPaths().forEach(path -> mounts.add(readOnly(path, path)));
    if (constraints.provideBinSh()) {
      mounts.add(readOnly("/bin/sh", shell.toString()));
    }
    if (constraints.networkAccess()) {
      RESOLVER.forEach(path -> mounts.add(readOnly(path, path)));
    }
    return mounts;
  }

  private static Mount rootless(Mount mount) {
    return ROOTLESS.stream()
        .filter(other -> other.destination().equals(mount.destination()))
        .findFirst()
        .orElse(mount);
  }

  private static Mount readOnly(String destination, String source) {
    return Mounts.of(destination, "none", source, "rbind", "ro");
  }
}
