package dev.ocispec.schema.internal;

/** What the schema says of one value. */
public sealed interface SchemaType
    permits ObjectSchema, ListSchema, TextSchema, IntegerSchema, BooleanSchema, AnyObjectSchema {

  /** The JSON type in words, for messages: {@code an object}, {@code a whole number}. */
  String inWords();

  /** What the schema of {@code release} says of it. */
  SchemaType at(SchemaRelease release);
}
