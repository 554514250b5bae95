package dev.ocispec.json;

import dev.ocispec.report.OciException;
import dev.ocispec.report.internal.IoReason;
import java.io.IOException;
import java.nio.file.Path;

/** A file can't be opened, read or written; the cause says why. */
public final class DocumentAccessException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  /**
   * An exception about {@code path}.
   *
   * @param action the attempted action, a verb such as {@code read}
   * @param path the file
   * @param cause what went wrong
   */
  public DocumentAccessException(String action, Path path, IOException cause) {
    super("cannot " + action + " " + path + ": " + IoReason.of(cause), cause);
    this.path = path;
  }

  /** {@return the file} */
  public Path path() {
    return path;
  }
}
