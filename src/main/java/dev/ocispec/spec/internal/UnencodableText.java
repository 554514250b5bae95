package dev.ocispec.spec.internal;

/**
 * Thrown by writers for a string or name that has a lone surrogate; what began the writing says
 * where, with {@link LoneSurrogates}.
 */
final class UnencodableText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One without stack trace, which nobody sees. */
  UnencodableText() {
    super("a lone surrogate", null, false, false);
  }
}
