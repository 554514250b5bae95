package dev.ocispec.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
   * @param cause what caused it; {@code null} when nothing did
   */
  protected OciException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** {@return the message, which every exception of this library has} */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
