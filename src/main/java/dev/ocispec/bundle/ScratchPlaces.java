package dev.ocispec.bundle;

import dev.ocispec.request.AdditionalFile;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where paths in the container that the build can write lie in its bundle. */
final class ScratchPlaces {
  private final Path bundle;
  private final BuildRequest request;
  private final MountCover cover;

  ScratchPlaces(Path bundle, BuildRequest request, Spec spec) {
    this.bundle = bundle;
    this.request = request;
    this.cover = new MountCover(spec.mounts());
  }

  /**
   * Checks that all outputs and additional files lie in scratch paths.
   *
   * @throws OutputPlacementException with all that do not
   */
  void check() {
    check("output", request.outputs());
    check("additional file", request.additionalFiles().stream().map(AdditionalFile::path).toList());
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

  /** Whether the path's own scratch folder is what is mounted there, and nothing on top of it. */
  private boolean isWritable(String path) {
    Optional<String> expected = request.scratchPathOf(path).map(SandboxLayout::scratch);
    return expected.isPresent() && cover.of("/" + path).flatMap(Mount::source).equals(expected);
  }

  private static String below(String path, String scratch) {
    return path.substring(scratch.length() + 1);
  }
}
