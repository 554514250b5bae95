package dev.ocispec.rule;

import dev.ocispec.report.internal.ForeignText;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What rules ask of whole numbers, which a document may write with any number of digits. A place
 * without a number is neither above nor below anything.
 */
final class NumberFacts {
  private NumberFacts() {}

  /** Whether a number stands there that is less than {@code bound}. */
  static boolean isBelow(Node place, long bound) {
    return place.asInteger().filter(number -> compare(number, bound) < 0).isPresent();
  }

  /** Whether a number stands there that is greater than {@code bound}. */
  static boolean isAbove(Node place, long bound) {
    return place.asInteger().filter(number -> compare(number, bound) > 0).isPresent();
  }

  /** Whether numbers stand at both places and the first is greater. */
  static boolean isAbove(Node place, Node other) {
    Optional<BigInteger> bound = other.asInteger();
    return bound.isPresent()
        && place.asInteger().filter(number -> number.compareTo(bound.get()) > 0).isPresent();
  }

  private static int compare(BigInteger number, long bound) {
    return number.compareTo(BigInteger.valueOf(bound));
  }

  /** The number that stands there as messages show it. */
  static String shown(Node place) {
    return place
        .asInteger()
        .map(number -> ForeignText.shown(number.toString()))
        .orElse("no number");
  }
}
