package dev.ocispec.runtime;

/**
 * The runtime did not make a container from the bundle: its folder or {@code config.json} is
 * missing or unreadable, a value in it is refused, or this host lacks what it asks for.
 */
public final class BundleRefusedException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  BundleRefusedException(String what, CallReport call) {
    super(what, call);
  }

  BundleRefusedException(String what, CallReport call, Throwable cause) {
    super(what, call, cause);
  }
}
