package dev.ocispec.codegen;

import java.util.List;

/**
 * All that the schema files define.
 *
 * @param objects object types, each after the types that it uses
 * @param texts string types with known values, by name
 */
public record Model(List<ObjectType> objects, List<TextType> texts) {
  ObjectType object(String name) {
    return objects.stream().filter(type -> type.name().equals(name)).findFirst().orElseThrow();
  }
}
