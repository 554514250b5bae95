package dev.ocispec.testkit;

import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import dev.ocispec.spec.JsonValue;
import java.util.Set;
import java.util.TreeSet;

/** What of a schema occurs in documents: types, their members, known values and known keys. */
final class Coverage {
  private final Set<String> seen = new TreeSet<>();

  /** Everything that can occur in documents of {@code schema}. */
  static Set<String> possible(ObjectSchema schema) {
    Set<String> all = new TreeSet<>();
    collect(schema, schema.name(), all);
    return all;
  }

  /** What occurred in the documents shown so far. */
  Set<String> seen() {
    return seen;
  }

  private static void collect(SchemaType type, String place, Set<String> all) {
    all.add(place);
    if (type instanceof TextSchema text) {
      text.values().keySet().forEach(value -> all.add(place + " = " + value));
    } else if (type instanceof ListSchema list) {
      collect(list.items(), itemOf(list.items(), place), all);
    } else if (type instanceof ObjectSchema object) {
      object.knownKeys().keySet().forEach(key -> all.add(place + " has " + key));
      object.mapValue().ifPresent(value -> collect(value, itemOf(value, place), all));
      object
          .members()
          .forEach(
              member -> {
                String at = placeOf(object, member.name());
                collect(member.type(), at, all);
                if (member.nullable()) {
                  all.add(at + " = null");
                }
              });
    }
  }

  /** Counts what occurs in {@code document}. */
  void see(JsonValue document, ObjectSchema schema) {
    see(document, schema, schema.name());
  }

  private void see(JsonValue value, SchemaType type, String place) {
    seen.add(place);
    if (value.isNull()) {
      seen.add(place + " = null");
    } else if (type instanceof TextSchema text) {
      String found = value.asText().orElseThrow();
      if (text.values().containsKey(found)) {
        seen.add(place + " = " + found);
      }
    } else if (type instanceof ListSchema list) {
      value.elements().forEach(e -> see(e, list.items(), itemOf(list.items(), place)));
    } else if (type instanceof ObjectSchema object) {
      value
          .members()
          .forEach(
              (name, member) -> {
                if (object.knownKeys().containsKey(name)) {
                  seen.add(place + " has " + name);
                }
                SchemaType memberType = object.typeOf(name).orElseThrow();
                see(
                    member,
                    memberType,
                    object.mapValue().isPresent()
                        ? itemOf(memberType, place)
                        : placeOf(object, name));
              });
    }
  }

  /** Members are counted by the type that they belong to, wherever it occurs. */
  private static String placeOf(ObjectSchema object, String member) {
    return object.name() + "." + member;
  }

  private static String itemOf(SchemaType item, String place) {
    return item instanceof ObjectSchema object && object.mapValue().isEmpty()
        ? place + " of " + object.name()
        : place + " of";
  }
}
