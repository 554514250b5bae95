package dev.ocispec.bundle;

import dev.ocispec.report.internal.IoReason;
import java.io.IOException;
import java.nio.file.Path;

/** A file or folder can't be made, read, written or removed; the cause says why. */
public final class BundleAccessException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  /**
   * An exception about {@code path}; {@code action} is a verb, for instance {@code read}.
   *
   * @param action what was tried, a verb such as {@code read}
   * @param path the file or folder
   * @param cause what went wrong
   */
  public BundleAccessException(String action, Path path, IOException cause) {
    super("can't " + action + " " + path + ": " + IoReason.of(cause), cause);
    this.path = path;
  }

  /** {@return the file or folder} */
  public Path path() {
    return path;
  }
}
