package dev.ocispec.runtime;

/** The program that the container is to run is not in its root filesystem. */
public final class CommandNotFoundException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  CommandNotFoundException(String what, CallReport call) {
    super(what, call);
  }
}
