package dev.ocispec.runtime;

/**
 * The calling thread was interrupted while the runtime was at work. The runtime process was killed,
 * a container that the call was making or running was removed, and the thread is still marked as
 * interrupted. A container that was merely waited for goes on.
 */
public final class CallInterruptedException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  CallInterruptedException(String what, CallReport call) {
    super(what, call);
  }
}
