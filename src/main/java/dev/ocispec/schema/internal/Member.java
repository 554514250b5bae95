package dev.ocispec.schema.internal;

import java.util.Optional;

/**
 * A member that the schema knows.
 *
 * @param name its name
 * @param type what its value is
 * @param since the release that introduced it
 * @param until the last release that had it; empty when the newest still has it
 * @param required whether the object is invalid without it
 * @param requiredUntil the last release in which the object was invalid without it; empty when that
 *     did not change
 * @param nullable whether its value may be {@code null} instead
 */
public record Member(
    String name,
    SchemaType type,
    SchemaRelease since,
    Optional<SchemaRelease> until,
    boolean required,
    Optional<SchemaRelease> requiredUntil,
    boolean nullable) {

  /** A member that may be left out and is not {@code null}. */
  public static Member of(String name, SchemaType type, SchemaRelease since) {
    return new Member(name, type, since, Optional.empty(), false, Optional.empty(), false);
  }

  /** The same, required. */
  public Member demanded() {
    return new Member(name, type, since, until, true, requiredUntil, nullable);
  }

  /** The same, required up to {@code last}. */
  public Member demandedUntil(SchemaRelease last) {
    return new Member(name, type, since, until, required, Optional.of(last), nullable);
  }

  /** The same, with {@code null} as a further value. */
  public Member orNull() {
    return new Member(name, type, since, until, required, requiredUntil, true);
  }

  /** The same, gone after {@code last}. */
  public Member goneAfter(SchemaRelease last) {
    return new Member(name, type, since, Optional.of(last), required, requiredUntil, nullable);
  }

  /** Whether {@code release} has it. */
  public boolean isIn(SchemaRelease release) {
    return since.compareTo(release) <= 0 && until.map(release::compareTo).orElse(0) <= 0;
  }

  /** The member as it was in {@code release}, which must have it. */
  Member at(SchemaRelease release) {
    return new Member(
        name,
        type.at(release),
        since,
        until,
        required || requiredUntil.map(release::compareTo).orElse(1) <= 0,
        Optional.empty(),
        nullable);
  }
}
