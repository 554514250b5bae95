package dev.ocispec.runtime;

/** The container's program exists but is not executable. */
public final class CommandNotExecutableException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  CommandNotExecutableException(String what, CallReport call) {
    super(what, call);
  }
}
