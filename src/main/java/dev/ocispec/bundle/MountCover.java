package dev.ocispec.bundle;

import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Mount;
import java.util.List;
import java.util.Optional;

/** Which mount a path in the container lies on: the last one at it or at a folder above it. */
final class MountCover {
  private final List<Mount> mounts;

  MountCover(List<Mount> mounts) {
    this.mounts = mounts;
  }

  /** The mount under an absolute path, once the first {@code count} are there; empty: the root. */
  Optional<Mount> of(String path, int count) {
    for (int i = count - 1; i >= 0; i--) {
      if (below(mounts.get(i), path).isPresent()) {
        return Optional.of(mounts.get(i));
      }
    }
    return Optional.empty();
  }

  /** The mount under an absolute path, once all are there; empty: the root. */
  Optional<Mount> of(String path) {
    return of(path, mounts.size());
  }

  /**
   * What remains of {@code path} below the mount, without a slash in front; the empty text for the
   * mount's own place.
   */
  static Optional<String> below(Mount mount, String path) {
    String destination = mount.destination().equals("/") ? "" : mount.destination();
    if (path.equals(destination)) {
      return Optional.of("");
    }
    return path.startsWith(destination + "/")
        ? Optional.of(path.substring(destination.length() + 1))
        : Optional.empty();
  }

  static boolean isBind(Mount mount) {
    return mount.type().filter("bind"::equals).isPresent()
        || mount.options().contains("bind")
        || mount.options().contains("rbind");
  }

  /** Whether it is one of the bundle's writable folders. */
  static boolean isScratch(Mount mount) {
    return isBind(mount)
        && mount.source().filter(s -> s.startsWith(SandboxLayout.SCRATCH + "/")).isPresent();
  }
}
