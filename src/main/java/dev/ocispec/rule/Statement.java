package dev.ocispec.rule;

import java.util.Objects;

/**
 * One fact about a container, for a person who has to decide on it.
 *
 * @param weight how much it counts
 * @param topic what it is about
 * @param pointer the JSON pointer (RFC 6901) of the place that says so; where absence says so, of
 *     the member that is absent
 * @param text the fact, one line of one or two sentences
 */
public record Statement(Weight weight, Topic topic, String pointer, String text) {
  /**
   * Checks that nothing is null.
   *
   * @param weight how much it counts
   * @param topic what it is about
   * @param pointer the JSON pointer of the place that says so
   * @param text the fact, one line
   */
  public Statement {
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(text, "text");
  }
}
