package dev.ocispec.attestation;

import dev.ocispec.report.OciException;
import org.jspecify.annotations.Nullable;

/** The sandbox cannot be observed from inside, so it cannot be attested. */
public final class AttestationException extends OciException {
  private static final long serialVersionUID = 1L;

  AttestationException(String message, @Nullable Throwable cause) {
    super("cannot observe the sandbox: " + message, cause);
  }
}
