package dev.ocispec.runtime;

/**
 * The text is no container id that is safe with every runtime. No command was run.
 *
 * <p>An id has 1 to 76 characters: a letter or digit, then letters, digits and {@code _ . + -}.
 */
public final class InvalidContainerIdException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  InvalidContainerIdException(String what, CallReport call) {
    super(what, call);
  }
}
