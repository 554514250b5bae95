package dev.ocispec.spec;

import java.util.Objects;

/**
 * A string for which the specification lists values, but which may hold any other text.
 *
 * <p>Subclasses have a constant for each known value. Any other text is kept exactly, so that a
 * document of a newer release passes through unchanged; a validator reports it where the schema's
 * list is closed.
 */
public abstract class OpenText implements JacksonScalar {
  private final String text;
  private final boolean known;

  /**
   * A value; {@code known} tells whether it is one of the listed ones.
   *
   * @param text the text as it stands in the document
   * @param known whether the newest release known lists this value
   */
  protected OpenText(String text, boolean known) {
    this.text = Objects.requireNonNull(text, "text");
    this.known = known;
  }

  /** {@return the text as in the document} */
  public final String text() {
    return text;
  }

  /** {@return whether the newest release known lists this value} */
  public final boolean isKnown() {
    return known;
  }

  /** Two values are equal when they are of the same type and have the same text. */
  @Override
  public final boolean equals(Object other) {
    return this == other
        || other instanceof OpenText that
            && that.getClass() == getClass()
            && that.text.equals(text);
  }

  @Override
  public final int hashCode() {
    return text.hashCode();
  }

  /** The text as in the document. */
  @Override
  public final String toString() {
    return text;
  }
}
