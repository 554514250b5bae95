package dev.ocispec.host.internal;

import dev.ocispec.host.CgroupMode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a host arranges control groups, and which controllers the user can set.
 *
 * @param mode how they are arranged
 * @param controllers those through which a container of this user can be limited
 * @param parent the group of the unified hierarchy, from its top, that an ordinary user's groups
 *     have to be below; empty where runtimes find the place
 */
record CgroupFacts(CgroupMode mode, Set<String> controllers, Optional<String> parent) {
  /** Without a group that others have to be below. */
  CgroupFacts(CgroupMode mode, Set<String> controllers) {
    this(mode, controllers, Optional.empty());
  }

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
        : ofUnified(files, unified.get(0).place(), uid);
  }

  /** The controllers of one hierarchy, when the user can make groups where runtimes make them. */
  private static Collection<String> settable(HostFiles files, MountEntry mount, long uid) {
    Set<String> controllers = new TreeSet<>(mount.options());
    controllers.removeIf(option -> option.startsWith("name="));
    controllers.removeAll(Set.of("rw", "ro", "xattr", "clone_children", "noprefix"));
    String folder = mount.place() + (uid == 0 ? "" : ownGroup(files, controllers));
    return files.isWritable(folder) ? controllers : Set.of();
  }

  /** In the unified hierarchy, root gets groups at its top, others below what they were given. */
  private static CgroupFacts ofUnified(HostFiles files, String place, long uid) {
    if (uid == 0) {
      return new CgroupFacts(
          CgroupMode.V2,
          files.isWritable(place)
              ? DelegatedGroup.names(files, place + "/cgroup.controllers")
              : Set.of());
    }
    return DelegatedGroup.of(files, place, ownGroup(files, Set.of("")))
        .map(
            group -> new CgroupFacts(CgroupMode.V2, group.controllers(), Optional.of(group.path())))
        .orElseGet(() -> new CgroupFacts(CgroupMode.V2, Set.of()));
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
