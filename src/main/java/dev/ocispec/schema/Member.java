package dev.ocispec.schema;

/**
 * A member that the schema knows.
 *
 * @param name its name
 * @param type what its value is
 * @param since the release that introduced it
 * @param required whether the object is invalid without it
 * @param nullable whether its value may be {@code null} instead
 */
public record Member(
    String name, SchemaType type, Release since, boolean required, boolean nullable) {

  /** A member that may be left out and is not {@code null}. */
  public static Member of(String name, SchemaType type, Release since) {
    return new Member(name, type, since, false, false);
  }

  /** The same, required. */
  public Member demanded() {
    return new Member(name, type, since, true, nullable);
  }

  /** The same, with {@code null} as a further value. */
  public Member orNull() {
    return new Member(name, type, since, required, true);
  }
}
