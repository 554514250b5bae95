package dev.ocispec.runtime;

/** The container's program does not exist in its root filesystem. */
public final class CommandNotFoundException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  CommandNotFoundException(String what, CallReport call) {
    super(what, call);
  }
}
