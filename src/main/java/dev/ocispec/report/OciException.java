package dev.ocispec.report;

/**
 * The root of this library's exceptions. All are unchecked; each subclass carries its facts as
 * values.
 */
public abstract class OciException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message for people.
   *
   * @param message what was expected, what was found and what to do
   */
  protected OciException(String message) {
    super(message);
  }

  /**
   * An exception with a message for people and its cause.
   *
   * @param message what was expected, what was found and what to do
   * @param cause what caused it
   */
  protected OciException(String message, Throwable cause) {
    super(message, cause);
  }
}
