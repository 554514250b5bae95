package dev.ocispec.schema.internal;

/** An object whose members the schema leaves open. */
public enum AnyObjectSchema implements SchemaType {
  /** The only one there is. */
  INSTANCE;

  @Override
  public String inWords() {
    return "an object";
  }

  @Override
  public SchemaType at(SchemaRelease release) {
    return this;
  }
}
