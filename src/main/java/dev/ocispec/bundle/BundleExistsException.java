package dev.ocispec.bundle;

import java.nio.file.Path;

/**
 * The place for a bundle is taken: it is a file, a symbolic link, or a folder with something in it.
 */
public final class BundleExistsException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final transient Path folder;

  BundleExistsException(Path folder, String found) {
    super(
        "the bundle needs a new or empty folder, found "
            + found
            + " at "
            + folder
            + "; name another or remove it",
        null);
    this.folder = folder;
  }

  /** {@return the place} */
  public Path folder() {
    return folder;
  }
}
