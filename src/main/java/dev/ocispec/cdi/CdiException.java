package dev.ocispec.cdi;

import dev.ocispec.report.OciException;
import org.jspecify.annotations.Nullable;

/** A device can't be had, or a file that describes devices is not as it has to be. */
public abstract class CdiException extends OciException {
  private static final long serialVersionUID = 1;

  CdiException(String message) {
    super(message);
  }

  CdiException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
