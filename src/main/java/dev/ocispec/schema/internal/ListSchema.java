package dev.ocispec.schema.internal;

/**
 * A list.
 *
 * @param items what each element is
 * @param minItems the fewest elements allowed
 */
public record ListSchema(SchemaType items, int minItems) implements SchemaType {
  @Override
  public String inWords() {
    return "a list";
  }

  @Override
  public SchemaType at(SchemaRelease release) {
    return new ListSchema(items.at(release), minItems);
  }
}
