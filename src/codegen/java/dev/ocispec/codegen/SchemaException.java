package dev.ocispec.codegen;

/**
 * A schema file says something that the generator can't translate; the message has file, pointer
 * and reason.
 */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SchemaException(String place, String reason) {
    super(place + ": " + reason);
  }
}
