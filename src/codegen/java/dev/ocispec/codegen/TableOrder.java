package dev.ocispec.codegen;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks that the types of each file only use those of files that do not use them in turn: the
 * table of a file is complete before another one's refers to it.
 */
final class TableOrder {
  private final Map<String, Set<String>> uses = new LinkedHashMap<>();

  private TableOrder() {}

  static void check(Collection<ObjectType> types) {
    TableOrder order = new TableOrder();
    for (ObjectType type : types) {
      Set<String> used = order.uses.computeIfAbsent(type.file(), file -> new LinkedHashSet<>());
      Stream.concat(type.properties().stream(), type.gone().stream())
          .flatMap(property -> files(property.value(), types))
          .filter(file -> !file.equals(type.file()))
          .forEach(used::add);
    }
    order.uses.keySet().forEach(file -> order.follow(file, new LinkedHashSet<>()));
  }

  private static Stream<String> files(Value value, Collection<ObjectType> types) {
    if (value instanceof Value.Obj object) {
      return types.stream()
          .filter(type -> type.name().equals(object.typeName()))
          .map(ObjectType::file);
    }
    if (value instanceof Value.Known known) {
      return Stream.of(known.type().file());
    }
    if (value instanceof Value.ListOf list) {
      return files(list.item(), types);
    }
    return value instanceof Value.MapOf map ? files(map.value(), types) : Stream.empty();
  }

  private void follow(String file, Set<String> passed) {
    if (!passed.add(file)) {
      throw new SchemaException(
          file, "its types use those of files that use them in turn: " + String.join(", ", passed));
    }
    uses.getOrDefault(file, Set.of()).forEach(used -> follow(used, passed));
    passed.remove(file);
  }
}
