package dev.ocispec.bundle;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file or folder can't be made, read, written or removed; the cause tells why. */
public final class BundleAccessException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  /** An exception about {@code path}; {@code action} is a verb, for instance {@code read}. */
  public BundleAccessException(String action, Path path, IOException cause) {
    super("can't " + action + " " + path + ": " + reason(cause), cause);
    this.path = path;
  }

  /** The file or folder. */
  public Path path() {
    return path;
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (cause instanceof FileSystemException e && e.getReason() != null) {
      return e.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
