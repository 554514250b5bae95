package dev.ocispec.runtime;

/** The runtime has no container with this id below its root folder. */
public final class ContainerNotFoundException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  ContainerNotFoundException(String what, CallReport call) {
    super(what, call);
  }
}
