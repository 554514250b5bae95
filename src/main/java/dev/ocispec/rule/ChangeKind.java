package dev.ocispec.rule;

import java.util.Locale;

/** What happened to a place between two documents. */
public enum ChangeKind {
  /** Only the later document has something there. */
  ADDED,
  /** Only the earlier document has something there. */
  REMOVED,
  /** Both have something there, and not the same. */
  CHANGED;

  /** {@return the name as machine formats spell it, for instance {@code added}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
