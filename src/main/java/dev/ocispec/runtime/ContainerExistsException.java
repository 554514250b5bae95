package dev.ocispec.runtime;

/** A container with this id already exists; it was not touched. */
public final class ContainerExistsException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  ContainerExistsException(String what, CallReport call) {
    super(what, call);
  }
}
