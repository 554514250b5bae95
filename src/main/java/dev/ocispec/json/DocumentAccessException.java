package dev.ocispec.json;

import dev.ocispec.report.OciException;
import java.io.IOException;
import java.nio.file.Path;

/** A file can't be opened, read or written; the cause tells why. */
public final class DocumentAccessException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  /** An exception about {@code path}. */
  public DocumentAccessException(String action, Path path, IOException cause) {
    super("can't " + action + " " + path + ": " + reason(cause), cause);
    this.path = path;
  }

  /** The file. */
  public Path path() {
    return path;
  }

  private static String reason(IOException cause) {
    if (cause instanceof java.nio.file.NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof java.nio.channels.ClosedByInterruptException) {
      return "interrupted";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
