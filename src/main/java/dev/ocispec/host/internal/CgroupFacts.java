package dev.ocispec.host.internal;

import dev.ocispec.host.CgroupMode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a host arranges control groups, and which controllers the user can set.
 *
 * @param mode how they are arranged
 * @param controllers those through which a container of this user can be limited
 */
record CgroupFacts(CgroupMode mode, Set<String> controllers) {
  static CgroupFacts of(HostFiles files, MountTable mounts, long uid) {
    List<MountEntry> old =
        mounts.entries().stream().filter(entry -> entry.type().equals("cgroup")).toList();
    List<MountEntry> unified =
        mounts.entries().stream().filter(entry -> entry.type().equals("cgroup2")).toList();
    if (!old.isEmpty()) {
      Set<String> controllers = new TreeSet<>();
      old.forEach(entry -> controllers.addAll(settable(files, entry, uid)));
      return new CgroupFacts(unified.isEmpty() ? CgroupMode.V1 : CgroupMode.HYBRID, controllers);
    }
    return unified.isEmpty()
        ? new CgroupFacts(CgroupMode.NONE, Set.of())
        : new CgroupFacts(CgroupMode.V2, settableUnified(files, unified.get(0), uid));
  }

  /** The controllers of one hierarchy, when the user can make groups where runtimes make them. */
  private static Collection<String> settable(HostFiles files, MountEntry mount, long uid) {
    Set<String> controllers = new TreeSet<>(mount.options());
    controllers.removeIf(option -> option.startsWith("name="));
    controllers.removeAll(Set.of("rw", "ro", "xattr", "clone_children", "noprefix"));
    String folder = mount.place() + (uid == 0 ? "" : ownGroup(files, controllers));
    return files.isWritable(folder) ? controllers : Set.of();
  }

  /**
   * The controllers of the unified hierarchy. Root gets groups at its top; others below their own,
   * where the controllers must have been handed on already, since a group with processes can't hand
   * them on.
   */
  private static Set<String> settableUnified(HostFiles files, MountEntry mount, long uid) {
    String folder = mount.place() + (uid == 0 ? "" : ownGroup(files, Set.of("")));
    String list = uid == 0 ? "cgroup.controllers" : "cgroup.subtree_control";
    if (!files.isWritable(folder)) {
      return Set.of();
    }
    Set<String> controllers = new TreeSet<>();
    files
        .line(folder + "/" + list)
        .ifPresent(line -> controllers.addAll(List.of(line.strip().split(" "))));
    controllers.remove("");
    return controllers;
  }

  /** The group of this process in the hierarchy of one of these controllers, from its top. */
  private static String ownGroup(HostFiles files, Set<String> controllers) {
    return CgroupMembership.of(files.lines(CgroupMembership.OWN)).stream()
        .filter(own -> own.controllers().stream().anyMatch(controllers::contains))
        .findFirst()
        .map(CgroupMembership::below)
        .orElse("");
  }
}
