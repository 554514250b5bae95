package dev.ocispec.runtime;

/** This runtime does not support the verb or one of its options. */
public final class UnsupportedVerbException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  UnsupportedVerbException(String what, CallReport call) {
    super(what, call);
  }
}
