package dev.ocispec.runtime;

/** The runtime refused for a reason that no other type of this hierarchy covers. */
public final class VerbRefusedException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  VerbRefusedException(String what, CallReport call) {
    super(what, call);
  }
}
