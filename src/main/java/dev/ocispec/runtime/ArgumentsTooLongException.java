package dev.ocispec.runtime;

/**
 * The kernel does not pass on arguments and environment of that size: one is 128 KiB or longer, or
 * all together are larger than it allows.
 */
public final class ArgumentsTooLongException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  ArgumentsTooLongException(String what, CallReport call) {
    super(what, call);
  }
}
