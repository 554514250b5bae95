package dev.ocispec.bundle;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the places that things are mounted on, in the read-only root and in the scratch folders, so
 * that the runtime need not, and refuses what it could only make in the host's own files.
 */
final class MountPoints {
  private static final Pattern TEMPORARY_MODE = Pattern.compile("mode=[0-7]{3,5}");

  private final Path bundle;
  private final Spec spec;
  private final MountCover cover;
  private final BundleOverlays overlays;
  private final RootParts root;

  MountPoints(Path bundle, Spec spec, BundleOverlays overlays, RootParts root) {
    this.bundle = bundle;
    this.overlays = overlays;
    this.root = root;
    this.spec = spec;
    this.cover = new MountCover(spec.mounts());
  }

  /**
   * Makes all that are missing, and the folder that the process starts in.
   *
   * @throws InputUnavailableException when the source of a bind mount is not there
   * @throws MountPointException when a place can't be made
   */
  void make() {
    List<Mount> mounts = spec.mounts();
    for (int i = 0; i < mounts.size(); i++) {
      Mount mount = mounts.get(i);
      Optional<Path> made =
          make(mount.destination(), isFolder(mount), cover.of(mount.destination(), i));
      made.ifPresent(place -> setMode(place, mount));
    }
    String cwd = root.resolve(spec.process().map(ContainerProcess::cwd).orElse("/"));
    make(cwd, true, cover.of(cwd));
  }

  /** Makes the place of a mount that lies on {@code on}; gives it if it is the bundle's. */
  private Optional<Path> make(String place, boolean folder, Optional<Mount> on) {
    if (on.isEmpty()) {
      Path root = bundle.resolve(SandboxLayout.ROOT);
      return Optional.of(make(place, root, place.substring(1), folder));
    }
    String below = MountCover.below(on.get(), place).orElseThrow();
    Optional<OverlayPart> overlay = overlays.of(on.get());
    if (overlay.isPresent()) {
      overlays.makePlace(overlay.get(), place, folder);
      return Optional.empty();
    }
    if (below.isEmpty() || !MountCover.isBind(on.get())) {
      // The runtime makes it in a file system that is new for the container.
      return Optional.empty();
    }
    Path source = source(on.get());
    if (MountCover.isScratch(on.get())) {
      return Optional.of(make(place, source, below, folder));
    }
    if (BundleFolders.find(resolved(source), below).isEmpty()) {
      throw new MountPointException(
          place,
          "it is inside "
              + on.get().destination()
              + ", which comes from the host and does not have it; create it in the source, or"
              + " choose another place");
    }
    return Optional.empty();
  }

  /**
   * Gives the place of a file system in memory the mode that this is to have: runc before 1.1.6
   * takes it from there.
   */
  private static void setMode(Path place, Mount mount) {
    mount.options().stream()
        .filter(option -> TEMPORARY_MODE.matcher(option).matches())
        .filter(option -> mount.type().filter("tmpfs"::equals).isPresent())
        .forEach(option -> BundleFolders.setMode(place, option.substring("mode=".length())));
  }

  private static Path make(String place, Path base, String relative, boolean folder) {
    try {
      if (folder) {
        return BundleFolders.makeAll(base, relative);
      }
      if (!BundleFolders.isFile(base, relative)) {
        BundleFolders.write(base, relative, new byte[0]);
      }
      return PathBytes.resolve(base, relative);
    } catch (BundleAccessException e) {
      if (e.getCause() instanceof FileAlreadyExistsException) {
        throw new MountPointException(
            place, "there is a file where a folder must be, or the reverse: " + e.path());
      }
      throw e;
    }
  }

  private boolean isFolder(Mount mount) {
    if (!MountCover.isBind(mount) || overlays.of(mount).isPresent()) {
      return true;
    }
    Path source = source(mount);
    if (!Files.exists(source)) {
      throw new InputUnavailableException(
          mount.destination(), Optional.of(source), "it does not exist, or can't be reached");
    }
    return Files.isDirectory(source);
  }

  private Path source(Mount mount) {
    return PathBytes.resolve(bundle, mount.source().orElse(""));
  }

  private static Path resolved(Path source) {
    try {
      return source.toRealPath();
    } catch (IOException e) {
      throw new BundleAccessException("read", source, e);
    }
  }
}
