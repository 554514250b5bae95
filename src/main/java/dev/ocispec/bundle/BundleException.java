package dev.ocispec.bundle;

import dev.ocispec.report.OciException;
import org.jspecify.annotations.Nullable;

/** A bundle can't be made, read or removed; the subclass says why. */
public abstract sealed class BundleException extends OciException
    permits BundleAccessException,
        BundleExistsException,
        IdMappingException,
        InputUnavailableException,
        MountPointException,
        NoBundleException,
        OutputPlacementException {
  private static final long serialVersionUID = 1L;

  BundleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
