package dev.ocispec.service;

import dev.ocispec.report.OciException;
import java.nio.file.Path;

/** Something already exists where an output was to be moved; nothing was started. */
public final class OutputExistsException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  OutputExistsException(Path path) {
    this(path, "already exists; remove it, or choose another folder for the outputs");
  }

  private OutputExistsException(Path path, String what) {
    super(path + " " + what);
    this.path = path;
  }

  /** What is there is not the folder that outputs could be moved into. */
  static OutputExistsException noFolder(Path path) {
    return new OutputExistsException(
        path, "is not a folder; choose another folder for the outputs");
  }

  /** {@return the place} */
  public Path path() {
    return path;
  }
}
