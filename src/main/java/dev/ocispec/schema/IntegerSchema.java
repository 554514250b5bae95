package dev.ocispec.schema;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A whole number.
 *
 * @param minimum the smallest value allowed; empty when there is none
 * @param maximum the largest value allowed; empty when there is none
 */
public record IntegerSchema(Optional<BigInteger> minimum, Optional<BigInteger> maximum)
    implements SchemaType {

  /** Bounds by their digits; an empty text is no bound. */
  public static IntegerSchema of(String minimum, String maximum) {
    return new IntegerSchema(bound(minimum), bound(maximum));
  }

  private static Optional<BigInteger> bound(String digits) {
    return digits.isEmpty() ? Optional.empty() : Optional.of(new BigInteger(digits));
  }

  @Override
  public String inWords() {
    return "a whole number";
  }
}
