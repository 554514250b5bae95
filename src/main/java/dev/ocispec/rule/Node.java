package dev.ocispec.rule;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A place in a document, as rules see it: what stands there, or that nothing does.
 *
 * <p>A rule needs to deal neither with {@code null}, which is the same as nothing, nor with a value
 * whose JSON type is not the one that the schema gives it: that has been reported, and no accessor
 * shows it. Asking for what is below such a place, or below an absent one, gives absent places,
 * never an exception.
 */
public interface Node {
  /** {@return whether something stands here that is of the right type and not {@code null}} */
  boolean isPresent();

  /**
   * {@return whether nothing stands here, or {@code null}} What is of the wrong type is neither
   * present nor absent: a rule that demands a member stays silent about it.
   */
  boolean isAbsent();

  /** {@return the JSON pointer of the place; empty for the whole document} */
  String pointer();

  /** {@return the member's name, or the index in the list, that leads here; empty for the root} */
  String key();

  /**
   * {@return the place of a member of the object here; absent when this is no object}
   *
   * @param name the member's name
   */
  Node get(String name);

  /**
   * {@return the place that a path of member names leads to}
   *
   * @param first the first name
   * @param more those that follow
   */
  default Node get(String first, String... more) {
    Node node = get(first);
    for (String name : more) {
      node = node.get(name);
    }
    return node;
  }

  /** {@return the elements of the list here that count; empty when this is no list} */
  List<? extends Node> elements();

  /** {@return the members of the object here that count; empty when this is no object} */
  List<? extends Node> members();

  /** {@return the string here; empty for anything else} */
  Optional<String> asText();

  /**
   * {@return whether the string here is {@code text}}
   *
   * @param text the string to compare with
   */
  boolean is(String text);

  /** {@return the whole number here, if it fits a {@code long}; empty for anything else} */
  OptionalLong asLong();

  /** {@return the whole number here, of any size; empty for anything else} */
  Optional<BigInteger> asInteger();

  /** {@return whether {@code true} stands here} */
  boolean isTrue();

  /** {@return whether {@code false} stands here} */
  boolean isFalse();
}
