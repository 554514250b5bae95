package dev.ocispec.preset;

import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The mounts of a container in a pod, as containerd's CRI plugin merges them. */
final class CriMounts {
  private static final String SHARED = "rshared";
  private static final String SLAVE = "rslave";

  private final ContainerdVersion version;

  CriMounts(ContainerdVersion version) {
    this.version = version;
  }

  /**
   * With the mounts that are asked for and those of the pod; what is asked for goes before the
   * pod's, and both before the plain ones. Those nearer to the root come first.
   */
  Spec added(Spec spec, List<BindMount> asked, List<Mount> pods) {
    List<Mount> more = new ArrayList<>(asked.stream().map(this::mount).toList());
    Set<Path> wanted = destinations(more);
    pods.stream().filter(mount -> !wanted.contains(destination(mount))).forEach(more::add);
    more.sort(Comparator.comparing(mount -> destination(mount).getNameCount()));
    Set<Path> covered = destinations(more);
    List<Mount> all =
        new ArrayList<>(
            spec.mounts().stream().filter(mount -> !covers(covered, destination(mount))).toList());
    all.addAll(more);
    Spec.Builder mounted = spec.toBuilder().mounts(all);
    if (has(asked, SHARED)) {
      mounted.linux(linux -> linux.rootfsPropagation(SHARED));
    } else if (has(asked, SLAVE)) {
      mounted.linux(linux -> linux.rootfsPropagation(SLAVE));
    }
    return mounted.build();
  }

  private static boolean covers(Set<Path> covered, Path destination) {
    Path dev = Path.of("/dev");
    return covered.contains(destination)
        || covered.contains(dev) && destination.startsWith(dev) && !destination.equals(dev);
  }

  private static Set<Path> destinations(List<Mount> mounts) {
    return mounts.stream().map(CriMounts::destination).collect(Collectors.toUnmodifiableSet());
  }

  private static Path destination(Mount mount) {
    return Path.of(mount.destination()).normalize();
  }

  private Mount mount(BindMount bind) {
    List<String> options = new ArrayList<>(List.of("rbind", propagation(bind)));
    options.add(
        switch (bind.choices().access()) {
          case READ_WRITE -> "rw";
          case READ_ONLY, NON_RECURSIVE_READ_ONLY -> "ro";
          case RECURSIVE_READ_ONLY -> version.mountsRecursivelyReadOnly() ? "rro" : "ro";
        });
    options.addAll(bind.choices().options());
    return bind.mount(options);
  }

  private static boolean has(List<BindMount> asked, String propagation) {
    return asked.stream().anyMatch(bind -> propagation(bind).equals(propagation));
  }

  /** All that the CRI knows: private, from the host, and both ways; always with mounts below. */
  private static String propagation(BindMount bind) {
    return switch (bind.choices().propagation().orElse(MountPropagation.RPRIVATE)) {
      case SHARED, RSHARED -> SHARED;
      case SLAVE, RSLAVE -> SLAVE;
      case PRIVATE, RPRIVATE, UNBINDABLE, RUNBINDABLE -> "rprivate";
    };
  }
}
