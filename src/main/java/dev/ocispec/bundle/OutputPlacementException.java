package dev.ocispec.bundle;

import java.util.List;

/** Outputs or additional files lie where the build can't write. */
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

  /** {@return the paths, relative to the container's root} */
  public List<String> paths() {
    return paths;
  }
}
