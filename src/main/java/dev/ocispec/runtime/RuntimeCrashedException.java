package dev.ocispec.runtime;

/** The runtime process itself was killed by a signal or ended in a panic. */
public final class RuntimeCrashedException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  RuntimeCrashedException(String what, CallReport call) {
    super(what, call);
  }
}
