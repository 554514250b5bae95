package dev.ocispec.json;

import dev.ocispec.report.OciException;

/**
 * The jackson-annotations on the class path or module path is too old for Jackson 3, which can't
 * work with it. Usually a Jackson 2 in the same build brings it in; the message says how to pin a
 * newer one.
 */
public final class IncompatibleJacksonException extends OciException {
  private static final long serialVersionUID = 1L;

  /** The version that was found, or an empty text when it does not say its version. */
  private final String found;

  /**
   * An exception about jackson-annotations.
   *
   * @param message what is needed, what was found and what to do
   * @param found the version that was found, or an empty text when it does not say its version
   * @param cause what Jackson failed with
   */
  public IncompatibleJacksonException(String message, String found, NoClassDefFoundError cause) {
    super(message, cause);
    this.found = found;
  }

  /**
   * {@return the version of jackson-annotations that was found, or an empty text when it does not
   * say its version}
   */
  public String found() {
    return found;
  }
}
