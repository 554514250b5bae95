package dev.ocispec.report;

import java.util.Locale;

/**
 * How much a finding weighs, the heaviest first.
 *
 * <p>The natural order is the order of weight: {@code MUST} comes before {@code INFO}.
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

  /** {@return the level as it is written in reports: lower case} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return whether a finding of this level is to be counted when {@code threshold} is asked for}
   *
   * @param threshold the lightest level that counts
   */
  public boolean isAtLeast(Level threshold) {
    return compareTo(threshold) <= 0;
  }
}
