package dev.ocispec.bundle;

import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.internal.OverlayMountOptions;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.OverlayLayout;
import dev.ocispec.spec.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An overlay of a bundle's specification.
 *
 * @param place where the build sees it, an absolute path in the container
 * @param lower what it shows, in the bundle or on the host
 * @param writable whether the build can change what it sees
 * @param kind how it is mounted
 */
record OverlayPart(String place, Path lower, boolean writable, OverlayKind kind) {

  /** The overlay that a mount is; empty when it is none. */
  static Optional<OverlayPart> of(Mount mount, Path bundle, BuildRequest request) {
    boolean mounted = mount.type().filter("overlay"::equals).isPresent();
    String place = mount.destination();
    boolean served = mount.source().filter(OverlayLayout.merged(place)::equals).isPresent();
    if (!mounted && !served) {
      return Optional.empty();
    }
    String lower = OverlayLayout.lower(request, place);
    OverlayKind kind =
        served
            ? OverlayKind.FUSE
            : mount.options().containsAll(OverlayMountOptions.USER_NAMESPACE)
                ? OverlayKind.USER_NAMESPACE
                : OverlayKind.KERNEL;
    return Optional.of(
        new OverlayPart(
            place, PathBytes.resolve(bundle, lower), !mount.options().contains("ro"), kind));
  }

  /** The folder in the bundle that lies above. */
  String above() {
    return writable ? OverlayLayout.upper(place) : OverlayLayout.additions(place);
  }

  /** The folder in the bundle that the kernel works in. */
  String work() {
    return OverlayLayout.work(place);
  }

  /** The folder in the bundle that it is mounted on, outside of the container. */
  String merged() {
    return OverlayLayout.merged(place);
  }

  /**
   * The folder that it shows, wherever links lead to it.
   *
   * @throws MountPointException when it is something else
   */
  Path lowerFolder() {
    try {
      Path real = lower.toRealPath();
      if (real.toFile().isDirectory()) {
        return real;
      }
    } catch (IOException e) {
      throw new InputUnavailableException(
          place, Optional.of(lower), "it does not exist, or can't be reached");
    }
    throw new MountPointException(
        place, "an overlay needs a folder below it, found a file: " + lower);
  }
}
