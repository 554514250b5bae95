package dev.ocispec.preset;

import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file systems of the kernel, as far as the container's namespaces let them be mounted. */
record PodmanKernelMounts(PodmanRun run) {
  private static final String PROC = "/proc";
  private static final String SYS = "/sys";
  private static final String CGROUPS = "/sys/fs/cgroup";
  private static final long TTY_GROUP = 5;

  List<Mount> all() {
    Map<String, Mount> mounts = new LinkedHashMap<>();
    run.plainMounts().forEach(mount -> mounts.put(mount.destination(), mount));
    sysfs(mounts);
    if (run.has(PodmanOptions.Systemd.class) && run.cgroups2()) {
      put(mounts, cgroupsOfSystemd());
    }
    if (!hasTtyGroup()) {
      put(
          mounts,
          mount("/dev/pts", "devpts", "devpts")
              .options(
                  "rprivate", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"));
    }
    if (run.inUserNamespace() && run.isHost(LinuxNamespaceType.IPC)) {
      bound(mounts, "/dev/mqueue", "bind");
    }
    if (run.inUserNamespace() && run.isHost(LinuxNamespaceType.PID)) {
      bound(mounts, PROC, "rbind");
    }
    run.last(PodmanOptions.ProcMountOptions.class)
        .ifPresent(
            options ->
                mounts.computeIfPresent(
                    PROC, (path, proc) -> proc.toBuilder().options(options.options()).build()));
    if (run.readonlyDevices()) {
      mounts.computeIfPresent("/dev", (path, dev) -> dev.toBuilder().addOptions("ro").build());
    }
    if (run.rootless()) {
      new PodmanDevices(run).mounts().forEach(mount -> mounts.put(mount.destination(), mount));
    }
    return List.copyOf(mounts.values());
  }

  /** Systemd makes control groups below its own. */
  private Mount.Builder cgroupsOfSystemd() {
    return run.isHost(LinuxNamespaceType.CGROUP)
        ? mount(CGROUPS, "bind", CGROUPS).options("bind", "private", "rw")
        : mount(CGROUPS, "cgroup", "cgroup").options("private", "rw");
  }

  private void sysfs(Map<String, Mount> mounts) {
    String access = run.privileged() ? "rw" : "ro";
    if (run.canMountSysfs()) {
      if (run.privileged()) {
        put(
            mounts,
            mount(SYS, "sysfs", "sysfs").options("rprivate", "nosuid", "noexec", "nodev", access));
      }
      boolean unmasked = run.has(SecurityOptions.Unmasked.class) && run.cgroups2();
      if (run.privileged() || unmasked) {
        put(
            mounts,
            mount(CGROUPS, "cgroup", "cgroup")
                .options("rprivate", "nosuid", "noexec", "nodev", "relatime", "rw"));
      }
      return;
    }
    put(
        mounts,
        mount(SYS, "bind", SYS).options("rprivate", "nosuid", "noexec", "nodev", access, "rbind"));
    mounts.remove(CGROUPS);
    if (run.version().isFive()) {
      put(
          mounts,
          mount(CGROUPS, "cgroup", CGROUPS)
              .options("rprivate", "nosuid", "noexec", "nodev", access));
    }
  }

  private boolean hasTtyGroup() {
    List<LinuxIdMapping> gids =
        run.userNamespace().map(namespace -> namespace.mappings().gids()).orElse(List.of());
    return gids.isEmpty() || new IdMappings(gids, gids).coversGid(TTY_GROUP);
  }

  /** The host's own, which a user namespace can't mount anew. */
  private void bound(Map<String, Mount> mounts, String path, String option) {
    List<String> options = new ArrayList<>(List.of(option, "nosuid", "noexec", "nodev"));
    List<String> completed =
        new PodmanMountOptions(run.version(), PodmanMountOptions.Kind.BIND).complete(options);
    put(mounts, mount(path, "bind", path).options(completed));
  }

  /** In the place of one that there was, but at the end, as podman has it. */
  private static void put(Map<String, Mount> mounts, Mount.Builder builder) {
    Mount mount = builder.build();
    mounts.remove(mount.destination());
    mounts.put(mount.destination(), mount);
  }

  private static Mount.Builder mount(String destination, String type, String source) {
    return Mount.builder().destination(destination).type(type).source(source);
  }
}
