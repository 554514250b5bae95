package dev.ocispec.service;

import dev.ocispec.report.OciException;
import java.nio.file.Path;

/** Something already exists where an output was to be moved; nothing was started. */
public final class OutputExistsException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  OutputExistsException(Path path) {
    super(path + " already exists; remove it, or choose another folder for the outputs");
    this.path = path;
  }

  /** {@return the place} */
  public Path path() {
    return path;
  }
}
