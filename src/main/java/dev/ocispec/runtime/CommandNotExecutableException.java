package dev.ocispec.runtime;

/** The program that the container is to run is there, but may not be executed. */
public final class CommandNotExecutableException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  CommandNotExecutableException(String what, CallReport call) {
    super(what, call);
  }
}
