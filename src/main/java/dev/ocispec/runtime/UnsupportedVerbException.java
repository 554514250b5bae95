package dev.ocispec.runtime;

/** This runtime has no such verb, or not that option of it. */
public final class UnsupportedVerbException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  UnsupportedVerbException(String what, CallReport call) {
    super(what, call);
  }
}
