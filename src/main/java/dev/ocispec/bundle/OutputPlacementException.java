package dev.ocispec.bundle;

import java.util.List;

/** Outputs lie where the build can't write, or additional files where they can't be created. */
public final class OutputPlacementException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> paths;

  OutputPlacementException(String kind, List<String> paths, List<String> scratchPaths) {
    super(
        kind
            + (paths.size() == 1 ? " " : "s ")
            + String.join(", ", paths)
            + ": expected a place in a scratch path that nothing else is mounted on, found the"
            + " scratch paths "
            + (scratchPaths.isEmpty() ? "empty" : String.join(", ", scratchPaths))
            + "; add a scratch path",
        null);
    this.paths = List.copyOf(paths);
  }

  private OutputPlacementException(String message, List<String> paths) {
    super(message, null);
    this.paths = List.copyOf(paths);
  }

  /** For files that are to be where they would not be seen, or where another file has to be. */
  static OutputPlacementException ofFiles(List<String> paths) {
    return new OutputPlacementException(
        (paths.size() == 1 ? "additional file " : "additional files ")
            + String.join(", ", paths)
            + ": expected a place that nothing is mounted on or below, and none of the files "
            + String.join(", ", AccountFiles.PLACES)
            + ", which every build has; choose another place, or add a scratch path above it",
        paths);
  }

  /** {@return the paths, relative to the container's root} */
  public List<String> paths() {
    return paths;
  }
}
