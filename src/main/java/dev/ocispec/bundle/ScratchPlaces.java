package dev.ocispec.bundle;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.AdditionalFile;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where paths in the container lie in its bundle: those that the build can write, and additional
 * files elsewhere in the container's root.
 */
final class ScratchPlaces {
  private final Path bundle;
  private final BuildRequest request;
  private final MountCover cover;
  private final List<String> destinations;
  private final BundleOverlays overlays;
  private final RootParts root;

  ScratchPlaces(
      Path bundle, BuildRequest request, Spec spec, BundleOverlays overlays, RootParts root) {
    this.bundle = bundle;
    this.overlays = overlays;
    this.root = root;
    this.request = request;
    this.cover = new MountCover(spec.mounts());
    // Where something is mounted, and where the process starts.
    this.destinations = new ArrayList<>();
    spec.mounts().forEach(mount -> destinations.add(mount.destination()));
    spec.process().ifPresent(process -> destinations.add(process.cwd()));
  }

  /**
   * Checks that all outputs lie in scratch paths or writable overlays, and that all additional
   * files can be seen and are in the place of nothing else.
   *
   * @throws OutputPlacementException with all that do not, or are not
   */
  void check() {
    check("output", request.outputs());
    List<String> misplaced =
        request.additionalFiles().stream()
            .map(AdditionalFile::path)
            .filter(path -> !isFree(path))
            .toList();
    if (!misplaced.isEmpty()) {
      throw OutputPlacementException.ofFiles(misplaced);
    }
  }

  Path hostPath(String path) {
    check("output", List.of(path));
    if (!isScratch(path)) {
      return overlays.at(place(path)).isPresent()
          ? overlays.collected(path)
          : PathBytes.resolve(bundle.resolve(SandboxLayout.ROOT), place(path).substring(1));
    }
    String scratch = request.scratchPathOf(path).orElseThrow();
    Path base = bundle.resolve(SandboxLayout.scratch(scratch));
    return path.equals(scratch) ? base : PathBytes.resolve(base, below(path, scratch));
  }

  Optional<Path> find(String path) {
    check("output", List.of(path));
    if (!isScratch(path)) {
      return overlays.at(place(path)).isPresent()
          ? Optional.of(overlays.collected(path))
              .filter(p -> Files.exists(p, LinkOption.NOFOLLOW_LINKS))
          : BundleFolders.find(bundle.resolve(SandboxLayout.ROOT), place(path).substring(1));
    }
    String scratch = request.scratchPathOf(path).orElseThrow();
    Path base = bundle.resolve(SandboxLayout.scratch(scratch));
    return path.equals(scratch)
        ? Optional.of(base)
        : BundleFolders.find(base, below(path, scratch));
  }

  void write(AdditionalFile file) {
    if (!isScratch(file.path())) {
      write(file.path(), file.contents());
      return;
    }
    String scratch = request.scratchPathOf(file.path()).orElseThrow();
    BundleFolders.write(
        bundle.resolve(SandboxLayout.scratch(scratch)),
        below(file.path(), scratch),
        file.contents());
  }

  /** Writes a file that is in no scratch path. */
  void write(String path, byte[] contents) {
    String place = place(path);
    Optional<OverlayPart> part = overlays.at(place);
    if (part.isPresent()) {
      overlays.write(part.get(), place, contents);
    } else {
      BundleFolders.write(bundle.resolve(SandboxLayout.ROOT), place.substring(1), contents);
    }
  }

  private void check(String kind, List<String> paths) {
    List<String> misplaced = paths.stream().filter(path -> !isWritable(path)).toList();
    if (!misplaced.isEmpty()) {
      throw new OutputPlacementException(kind, misplaced, request.scratchPaths());
    }
  }

  /** Whether a file can be there: in a scratch folder, or in the root, where none is by itself. */
  private boolean isFree(String path) {
    String place = place(path);
    boolean above =
        destinations.stream().anyMatch(d -> d.equals(place) || d.startsWith(place + "/"));
    boolean bundles = cover.of(place).isEmpty() || overlays.at(place).isPresent();
    return !above && (isScratch(path) || bundles && !isAccountFile(path));
  }

  private static boolean isAccountFile(String path) {
    return AccountFiles.PLACES.stream()
        .anyMatch(
            file ->
                file.equals(path) || file.startsWith(path + "/") || path.startsWith(file + "/"));
  }

  /** Whether the build can write there. */
  private boolean isWritable(String path) {
    String place = place(path);
    return isScratch(path)
        || overlays.at(place).filter(OverlayPart::writable).isPresent()
        || root.isWritable() && cover.of(place).isEmpty();
  }

  /** Where a path of the request lies in the container. */
  private String place(String path) {
    return root.resolve("/" + path);
  }

  /** Whether the path's own scratch folder is what is mounted there, and nothing on top of it. */
  private boolean isScratch(String path) {
    Optional<String> expected = request.scratchPathOf(path).map(SandboxLayout::scratch);
    return expected.isPresent() && cover.of(place(path)).flatMap(Mount::source).equals(expected);
  }

  private static String below(String path, String scratch) {
    return path.substring(scratch.length() + 1);
  }
}
