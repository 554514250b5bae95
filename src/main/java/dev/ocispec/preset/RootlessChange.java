package dev.ocispec.preset;

import java.util.Objects;

/**
 * Something that an ordinary user can't have, and what became of it.
 *
 * @param pointer JSON pointer (RFC 6901) of the setting in the original configuration
 * @param reason what was done with it, and why; one line
 */
public record RootlessChange(String pointer, String reason) {
  /**
   * Checks that nothing is null.
   *
   * @param pointer JSON pointer (RFC 6901) of the setting in the original configuration
   * @param reason what was done with it, and why; one line
   */
  public RootlessChange {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(reason, "reason");
  }

  /** {@return one line for people: {@code pointer: reason}} */
  public String toLine() {
    return pointer + ": " + reason;
  }
}
