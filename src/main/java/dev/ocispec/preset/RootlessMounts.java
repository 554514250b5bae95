package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Mounts. A file system of the kernel's own can be mounted by who owns the namespace that it shows;
 * most others by root only.
 */
final class RootlessMounts {
  private static final JsonPointer LIST = JsonPointer.parse("/mounts");

  /** The file systems that the kernel lets user namespaces mount. */
  private static final Set<String> ALLOWED =
      Set.of(
          "bind",
          "binfmt_misc",
          "cgroup",
          "cgroup2",
          "devpts",
          "fuse",
          "mqueue",
          "none",
          "overlay",
          "proc",
          "ramfs",
          "sysfs",
          "tmpfs");

  private final RootlessMountOptions options;
  private final RootlessChanges changes;

  RootlessMounts(IdMappings mappings, RootlessChanges changes) {
    this.options = new RootlessMountOptions(mappings, changes);
    this.changes = changes;
  }

  Spec apply(Spec spec) {
    List<Mount> all = new ArrayList<>();
    for (int i = 0; i < spec.mounts().size(); i++) {
      JsonPointer place = LIST.append(i);
      possible(spec, spec.mounts().get(i), place)
          .map(mount -> options.apply(mount, place))
          .ifPresent(all::add);
    }
    return all.equals(spec.mounts()) ? spec : spec.toBuilder().mounts(all).build();
  }

  /** What takes the place of a mount; empty when nothing can. */
  private Optional<Mount> possible(Spec spec, Mount mount, JsonPointer place) {
    if (isBind(mount)) {
      return Optional.of(mount);
    }
    String type = mount.type().orElse("none");
    return switch (type) {
      case "proc" ->
          RootlessNamespaces.areNew(spec, LinuxNamespaceType.PID)
              ? Optional.of(mount)
              : Optional.of(procOfTheHost(mount, place));
      case "sysfs" ->
          RootlessNamespaces.areNew(spec, LinuxNamespaceType.NETWORK)
              ? Optional.of(mount)
              : Optional.of(sysOfTheHost(mount, place));
      case "mqueue" ->
          RootlessNamespaces.areNew(spec, LinuxNamespaceType.IPC)
              ? Optional.of(mount)
              : leftOut(place, "a fresh mqueue needs an IPC namespace of the container's own");
      case "cgroup2" ->
          RootlessNamespaces.areNew(spec, LinuxNamespaceType.CGROUP)
              ? Optional.of(mount)
              : leftOut(place, "cgroup2 needs a cgroup namespace of the container's own");
      default ->
          ALLOWED.contains(type)
              ? Optional.of(mount)
              : leftOut(
                  place,
                  "only root may mount the file system "
                      + type
                      + "; mount it on the host, and bind it into the container");
    };
  }

  static boolean isBind(Mount mount) {
    return mount.options().contains("bind")
        || mount.options().contains("rbind")
        || mount.type().filter("bind"::equals).isPresent();
  }

  private Mount procOfTheHost(Mount mount, JsonPointer place) {
    changes.add(
        place.append("type"),
        "replaced by a bind of the host's /proc, whose processes the container shares: a fresh"
            + " proc needs a PID namespace of the container's own");
    List<String> bound = new ArrayList<>(List.of("rbind", "nosuid", "noexec", "nodev"));
    mount.options().stream().filter("ro"::equals).findFirst().ifPresent(bound::add);
    return mount.toBuilder().type("none").source("/proc").options(bound).build();
  }

  private Mount sysOfTheHost(Mount mount, JsonPointer place) {
    changes.add(
        place.append("type"),
        "replaced by a read-only bind of the host's /sys: a fresh sysfs needs a network namespace"
            + " of the container's own");
    return mount.toBuilder()
        .type("none")
        .source("/sys")
        .options("rbind", "nosuid", "noexec", "nodev", "ro")
        .build();
  }

  private Optional<Mount> leftOut(JsonPointer place, String why) {
    changes.add(place, "left out: " + why);
    return Optional.empty();
  }
}
