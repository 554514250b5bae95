package dev.ocispec.bundle;

import java.nio.file.Path;

/** A folder holds no bundle. */
public final class NoBundleException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final transient Path folder;

  NoBundleException(Path folder) {
    super(
        "expected a bundle, or a folder with one named bundle, found no config.json in "
            + folder
            + "; name the folder that the build was kept in",
        null);
    this.folder = folder;
  }

  /** {@return the folder} */
  public Path folder() {
    return folder;
  }
}
