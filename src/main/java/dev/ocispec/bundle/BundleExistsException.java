package dev.ocispec.bundle;

import java.nio.file.Path;

/** A bundle's place is taken by a file, a symbolic link or a non-empty folder. */
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
