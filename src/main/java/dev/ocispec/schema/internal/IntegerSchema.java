package dev.ocispec.schema.internal;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A whole number.
 *
 * @param minimum the smallest value allowed; empty when there is none
 * @param maximum the largest value allowed; empty when there is none
 * @param earlier other bounds that older releases had, oldest first
 */
public record IntegerSchema(
    Optional<BigInteger> minimum,
    Optional<BigInteger> maximum,
    List<EarlierForm<IntegerSchema>> earlier)
    implements SchemaType {

  /** Bounds by their digits; an empty text is no bound. */
  public static IntegerSchema of(String minimum, String maximum) {
    return new IntegerSchema(bound(minimum), bound(maximum), List.of());
  }

  /** The same with other bounds up to the release {@code last}. */
  public IntegerSchema until(SchemaRelease last, String otherMinimum, String otherMaximum) {
    return new IntegerSchema(
        minimum, maximum, EarlierForm.add(earlier, last, of(otherMinimum, otherMaximum)));
  }

  /** Whether {@code value} is within the bounds. */
  boolean allows(long value) {
    return (minimum.isEmpty() || compare(minimum.get(), value) <= 0)
        && (maximum.isEmpty() || compare(maximum.get(), value) >= 0);
  }

  private static int compare(BigInteger bound, long value) {
    return bound.bitLength() < Long.SIZE ? Long.compare(bound.longValue(), value) : bound.signum();
  }

  private static Optional<BigInteger> bound(String digits) {
    return digits.isEmpty() ? Optional.empty() : Optional.of(new BigInteger(digits));
  }

  @Override
  public IntegerSchema at(SchemaRelease release) {
    return EarlierForm.at(earlier, release).orElse(this);
  }

  @Override
  public String inWords() {
    return "a whole number";
  }
}
