package dev.ocispec.codegen;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that the schema files define.
 *
 * @param objects object types, each after the types that it uses
 * @param texts string types with known values, by name
 * @param losses what configurations can have that not every release defines, in order
 */
public record Model(List<ObjectType> objects, List<TextType> texts, List<LossRow> losses) {
  /** The object types that are in the newest release. */
  List<ObjectType> present() {
    return objects.stream().filter(type -> !type.onlyOlder()).toList();
  }

  /** The files that define types, by name. */
  Collection<String> files() {
    return Stream.concat(objects.stream().map(ObjectType::file), texts.stream().map(TextType::file))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  ObjectType object(String name) {
    return objects.stream().filter(type -> type.name().equals(name)).findFirst().orElseThrow();
  }
}
