package dev.ocispec.runtime;

/** The runtime is missing or not executable. */
public final class RuntimeMissingException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  RuntimeMissingException(String what, CallReport call) {
    super(what, call);
  }

  RuntimeMissingException(String what, CallReport call, Throwable cause) {
    super(what, call, cause);
  }
}
