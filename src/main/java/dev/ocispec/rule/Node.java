package dev.ocispec.rule;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A place in a document, as rules see it: what stands there, or that nothing does.
 *
 * <p>A member that is {@code null}, or whose JSON type is not the one that the schema gives it,
 * counts as absent, so that a rule has to deal with neither: the schema has reported it. Asking an
 * absent place for what is below it gives absent places, never an exception.
 */
public interface Node {
  /** {@return whether something stands here that is of the right type and not {@code null}} */
  boolean isPresent();

  /** {@return whether nothing stands here that counts} */
  default boolean isAbsent() {
    return !isPresent();
  }

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
