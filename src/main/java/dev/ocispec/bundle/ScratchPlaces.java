package dev.ocispec.bundle;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.AdditionalFile;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where paths in the container lie in its bundle: those that the build can write, and additional
 * files elsewhere in the container's root.
 */
final class ScratchPlaces {
  private final Path bundle;
  private final BuildRequest request;
  private final MountCover cover;
  private final List<String> destinations;

  ScratchPlaces(Path bundle, BuildRequest request, Spec spec) {
    this.bundle = bundle;
    this.request = request;
    this.cover = new MountCover(spec.mounts());
    // Where something is mounted, and where the process starts.
    this.destinations =
        Stream.concat(
                spec.mounts().stream().map(Mount::destination),
                spec.process().map(ContainerProcess::cwd).stream())
            .toList();
  }

  /**
   * Checks that all outputs lie in scratch paths, and that all additional files can be seen and are
   * in the place of nothing else.
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
    String scratch = request.scratchPathOf(path).orElseThrow();
    Path base = bundle.resolve(SandboxLayout.scratch(scratch));
    return path.equals(scratch) ? base : PathBytes.resolve(base, below(path, scratch));
  }

  Optional<Path> find(String path) {
    check("output", List.of(path));
    String scratch = request.scratchPathOf(path).orElseThrow();
    Path base = bundle.resolve(SandboxLayout.scratch(scratch));
    return path.equals(scratch)
        ? Optional.of(base)
        : BundleFolders.find(base, below(path, scratch));
  }

  void write(AdditionalFile file) {
    if (!isWritable(file.path())) {
      BundleFolders.write(bundle.resolve(SandboxLayout.ROOT), file.path(), file.contents());
      return;
    }
    String scratch = request.scratchPathOf(file.path()).orElseThrow();
    BundleFolders.write(
        bundle.resolve(SandboxLayout.scratch(scratch)),
        below(file.path(), scratch),
        file.contents());
  }

  private void check(String kind, List<String> paths) {
    List<String> misplaced = paths.stream().filter(path -> !isWritable(path)).toList();
    if (!misplaced.isEmpty()) {
      throw new OutputPlacementException(kind, misplaced, request.scratchPaths());
    }
  }

  /** Whether a file can be there: in a scratch folder, or in the root, where none is by itself. */
  private boolean isFree(String path) {
    String place = "/" + path;
    boolean above =
        destinations.stream().anyMatch(d -> d.equals(place) || d.startsWith(place + "/"));
    return !above && (isWritable(path) || cover.of(place).isEmpty() && !isAccountFile(path));
  }

  private static boolean isAccountFile(String path) {
    return AccountFiles.PLACES.stream()
        .anyMatch(
            file ->
                file.equals(path) || file.startsWith(path + "/") || path.startsWith(file + "/"));
  }

  /** Whether the path's own scratch folder is what is mounted there, and nothing on top of it. */
  private boolean isWritable(String path) {
    Optional<String> expected = request.scratchPathOf(path).map(SandboxLayout::scratch);
    return expected.isPresent() && cover.of("/" + path).flatMap(Mount::source).equals(expected);
  }

  private static String below(String path, String scratch) {
    return path.substring(scratch.length() + 1);
  }
}
