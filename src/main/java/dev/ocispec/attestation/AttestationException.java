package dev.ocispec.attestation;

import dev.ocispec.report.OciException;
import org.jspecify.annotations.Nullable;

/** The sandbox can't be observed from inside, so nothing can be said of it. */
public final class AttestationException extends OciException {
  private static final long serialVersionUID = 1L;

  AttestationException(String message, @Nullable Throwable cause) {
    super("the sandbox can't be observed: " + message, cause);
  }
}
