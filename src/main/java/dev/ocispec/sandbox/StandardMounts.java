package dev.ocispec.sandbox;

import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.HostFacts;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The mounts of profile {@code standard}, each after those that it lies below. */
final class StandardMounts {
  /** The kernel's file systems that every build has. */
  private static final List<Mount> ALWAYS =
      List.of(
          Mounts.of("/proc", "proc", "proc", "nosuid", "noexec", "nodev"),
          Mounts.of("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
          Mounts.of("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"));

  private static final List<String> TERMINALS =
      List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620");

  private static final Mount SYS =
      Mounts.of("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro");

  private static final Mount CGROUP =
      Mounts.of(
          "/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro");

  private static final long KIBI = 1024;

  private static final String TMP = "/tmp";

  /** Where the kernel's file systems and the temporary folder are, on whatever host. */
  static final List<String> DESTINATIONS =
      List.of(
          "/proc", "/dev", "/dev/pts", "/dev/shm", "/dev/mqueue", "/sys", "/sys/fs/cgroup", TMP);

  /** The group tty of the host. */
  private static final long TTY = 5;

  private StandardMounts() {}

  static List<Mount> of(PlanContext context, BuildIdentity identity) {
    List<Mount> mounts = new ArrayList<>(ALWAYS);
    mounts.add(2, sharedMemory(context.limits())); // After /dev.
    mounts.add(terminals(!context.host().confinement().hasGid(TTY) || context.userNamespace()));
    // In a user namespace the host's /sys could only be bound with all below it, writable control
    // groups included, so a build there does without.
    if (!ConfinementRules.isInUserNamespace(context)) {
      mounts.add(SYS);
    }
    if (hasControlGroups(context)) {
      mounts.add(CGROUP);
    }
    if (!context.request().scratchPaths().contains(TMP.substring(1))) {
      mounts.add(temporary(context.limits()));
    }
    mounts.addAll(RequestMounts.of(context));
    mounts.addAll(FirstProcessRules.mounts(context));
    OverlayMounts overlays = new OverlayMounts(context, identity);
    mounts.addAll(overlays.ofRequest());
    return byDepth(RootFileSystem.under(mounts, context, overlays));
  }

  private static Mount terminals(boolean withoutGroup) {
    List<String> options = new ArrayList<>(TERMINALS);
    if (!withoutGroup) {
      // In a user namespace no container id stands for it.
      options.add("gid=" + TTY);
    }
    return Mounts.of("/dev/pts", "devpts", "devpts", options);
  }

  private static boolean hasControlGroups(PlanContext context) {
    HostFacts host = context.host();
    return host.cgroupMode() != CgroupMode.NONE
        && !(ConfinementRules.isInUserNamespace(context) && host.cgroupControllers().isEmpty());
  }

  private static Mount sharedMemory(SandboxLimits limits) {
    List<String> options = new ArrayList<>(List.of("nosuid"));
    if (!limits.sharedMemoryExec()) {
      options.add("noexec");
    }
    options.addAll(List.of("nodev", "mode=1777", "size=" + size(limits.sharedMemory())));
    return Mounts.of("/dev/shm", "tmpfs", "shm", options);
  }

  /** In units of 1024, as is usual in mount options, where that is exact. */
  private static String size(long bytes) {
    return bytes % KIBI == 0 ? bytes / KIBI + "k" : Long.toString(bytes);
  }

  private static Mount temporary(SandboxLimits limits) {
    return Mounts.of(
        TMP,
        "tmpfs",
        "tmpfs",
        "nosuid",
        "nodev",
        "noatime",
        "mode=1777",
        "size=" + limits.temporarySpace());
  }

  /** Those at the top first; of one depth in the same order as before. */
  private static List<Mount> byDepth(List<Mount> mounts) {
    long[] places = new long[mounts.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = depth(mounts.get(i).destination()) << Integer.SIZE | i;
    }
    Arrays.sort(places);
    List<Mount> sorted = new ArrayList<>(places.length);
    for (long place : places) {
      sorted.add(mounts.get((int) place));
    }
    return sorted;
  }

  private static long depth(String destination) {
    long slashes = 0;
    for (int at = destination.indexOf('/'); at >= 0; at = destination.indexOf('/', at + 1)) {
      slashes++;
    }
    return slashes;
  }
}
