package dev.ocispec.schema.internal;

/** {@code true} or {@code false}. */
public enum BooleanSchema implements SchemaType {
  /** The only one there is. */
  INSTANCE;

  @Override
  public String inWords() {
    return "true or false";
  }

  @Override
  public SchemaType at(SchemaRelease release) {
    return this;
  }
}
