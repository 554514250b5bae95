package dev.ocispec.schema;

/** {@code true} or {@code false}. */
public enum BooleanSchema implements SchemaType {
  /** The only one there is. */
  INSTANCE;

  @Override
  public String inWords() {
    return "true or false";
  }

  @Override
  public SchemaType at(Release release) {
    return this;
  }
}
