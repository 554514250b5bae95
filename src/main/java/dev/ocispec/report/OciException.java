package dev.ocispec.report;

/**
 * The root of this library's exceptions. All are unchecked; each subclass carries its facts as
 * values.
 */
public abstract class OciException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message for people. */
  protected OciException(String message) {
    super(message);
  }

  /** An exception with a message for people and its cause. */
  protected OciException(String message, Throwable cause) {
    super(message, cause);
  }
}
