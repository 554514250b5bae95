package dev.ocispec.remote;

import dev.ocispec.report.OciException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A runner can't be started: its socket can't be made, or its build directory is not there. */
public final class RunnerException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  RunnerException(Path path, String found, @Nullable Throwable cause) {
    super(path + ": " + found, cause);
    this.path = path;
  }

  /** {@return the socket or the directory} */
  public Path path() {
    return path;
  }
}
