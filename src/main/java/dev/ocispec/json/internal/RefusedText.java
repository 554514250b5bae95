package dev.ocispec.json.internal;

/**
 * Thrown when a text has anything that {@link ByteReader} does not take. It says neither what nor
 * where: {@link DocumentParser} then reads the text in the way that does.
 */
final class RefusedText extends RuntimeException {
  static final RefusedText REFUSED = new RefusedText();

  private static final long serialVersionUID = 1L;

  private RefusedText() {
    super("refused", null, false, false);
  }
}
