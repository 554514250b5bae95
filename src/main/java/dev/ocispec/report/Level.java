package dev.ocispec.report;

import java.util.Locale;

/**
 * The severity of a finding, most severe first.
 *
 * <p>The natural order is by severity: {@code MUST} comes before {@code INFO}.
 */
public enum Level {
  /** The document breaks the specification or its schema; it is invalid. */
  MUST,
  /** The specification is silent, but at least one real runtime refuses the document. */
  RUNTIME,
  /** The specification advises against it. */
  SHOULD,
  /** Worth knowing; nothing is wrong. */
  INFO;

  /** {@return the level's name in reports, in lower case} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return whether this level is at least as severe as {@code threshold}}
   *
   * @param threshold the lightest level that counts
   */
  public boolean isAtLeast(Level threshold) {
    return compareTo(threshold) <= 0;
  }
}
