package dev.ocispec.schema;

/**
 * A member that the schema knows.
 *
 * @param name its name
 * @param type what its value is
 * @param since the release that introduced it
 * @param required whether the object is invalid without it
 */
public record Member(String name, SchemaType type, Release since, boolean required) {}
