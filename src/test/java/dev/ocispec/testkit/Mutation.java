package dev.ocispec.testkit;

import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.function.Supplier;

/** A document that was valid, and one change made to it. */
public final class Mutation {
  /** What was changed. */
  public enum Kind {
    /** A value of another JSON type stands in place of the right one. */
    TYPE,
    /** A number is just beyond a bound, or beyond all bounds. */
    RANGE,
    /** A string does not match the pattern. */
    PATTERN,
    /** A string is not one of the known values. */
    VALUE,
    /** A required member is missing. */
    MISSING,
    /** A list has too few elements. */
    TOO_FEW,
    /** There is a member that the schema does not know; the document stays valid. */
    EXTRA
  }

  private final Kind kind;
  private final String pointer;
  private final Supplier<JsonValue> document;

  Mutation(Kind kind, String pointer, Supplier<JsonValue> document) {
    this.kind = kind;
    this.pointer = pointer;
    this.document = document;
  }

  /** All single changes of the valid document {@code document} of {@code schema}. */
  public static List<Mutation> all(JsonValue document, ObjectSchema schema) {
    return new MutationWalk().of(document, schema);
  }

  /** What was changed. */
  public Kind kind() {
    return kind;
  }

  /** JSON pointer of the value that was changed, of the object where a member was taken away. */
  public String pointer() {
    return pointer;
  }

  /** The changed document. */
  public JsonValue document() {
    return document.get();
  }

  @Override
  public String toString() {
    return kind + " at " + pointer + ": " + document();
  }
}
