package dev.ocispec.host.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can keep root from making namespaces although the kernel has them. Where there is none, a
 * trial would tell nothing new.
 */
final class NamespaceObstacles {
  private static final String STATUS = "/proc/self/status";
  private static final int SYS_ADMIN = 21;
  private static final List<String> LIMITED = List.of("mnt", "pid", "ipc", "uts", "net", "user");

  /** Security modules that refuse by rules which this process can't read. */
  private static final Set<String> JUDGES = Set.of("bpf", "selinux", "smack", "tomoyo");

  private final HostFiles files;

  NamespaceObstacles(HostFiles files) {
    this.files = files;
  }

  /** Whether there may be any. */
  boolean any() {
    return !hasAllPower() || isFiltered() || isLabelled() || isLimited() || isInChangedRoot();
  }

  /** Capabilities, and those of the machine's own root. */
  private boolean hasAllPower() {
    return files.after(STATUS, "CapEff:").filter(NamespaceObstacles::hasSysAdmin).isPresent()
        && ConfinementFacts.of(files, MountTable.of("")).isInitial();
  }

  private static boolean hasSysAdmin(String set) {
    try {
      return (Long.parseUnsignedLong(set, 16) >>> SYS_ADMIN & 1) == 1;
    } catch (NumberFormatException e) {
      return false; // No set of capabilities that is known here.
    }
  }

  private boolean isFiltered() {
    return !files.after(STATUS, "Seccomp:").equals(Optional.of("0"));
  }

  private boolean isLabelled() {
    return files
            .line("/proc/self/attr/current")
            .filter(label -> !label.isEmpty() && !label.equals("unconfined"))
            .isPresent()
        || files
            .line("/sys/kernel/security/lsm")
            .filter(modules -> List.of(modules.split(",")).stream().anyMatch(JUDGES::contains))
            .isPresent();
  }

  private boolean isLimited() {
    return LIMITED.stream()
        .map(kind -> files.line("/proc/sys/user/max_" + kind + "_namespaces"))
        .anyMatch(limit -> limit.filter(text -> !text.equals("0")).isEmpty());
  }

  /** The kernel makes no user namespace for a process that changed its root to a usual folder. */
  private boolean isInChangedRoot() {
    return MountTable.of(files.text(MountTable.OWN.toString())).entries().stream()
        .noneMatch(entry -> entry.place().equals("/"));
  }
}
