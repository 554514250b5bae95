package dev.ocispec.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The runtime reported success but did not print what the verb prints, or what it must have left is
 * not there. The program may not be an OCI runtime.
 */
public final class UnexpectedOutputException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  UnexpectedOutputException(String what, CallReport call, @Nullable Throwable cause) {
    super(what, call, cause);
  }
}
