package dev.ocispec.testkit;

import dev.ocispec.schema.internal.IntegerSchema;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import java.util.Comparator;
import java.util.Optional;

/** Shapes as the library's generated tables have them, which know older releases as well. */
final class TableShapes {
  private TableShapes() {}

  static Shape of(SchemaType type) {
    if (type instanceof TextSchema text) {
      return new Shape.Text(
          Optional.of(text.expression()).filter(expression -> !expression.isEmpty()),
          text.closed(),
          text.values().keySet().stream().sorted().toList());
    }
    if (type instanceof IntegerSchema integer) {
      return new Shape.Whole(integer.minimum(), integer.maximum());
    }
    if (type instanceof ListSchema list) {
      return new Shape.Items(of(list.items()), list.minItems());
    }
    if (type instanceof ObjectSchema object) {
      return object
          .mapValue()
          .map(value -> map(object, value))
          .orElseGet(
              () ->
                  new Shape.Struct(
                      object.name(),
                      object.members().stream()
                          .sorted(Comparator.comparing(Member::name))
                          .map(TableShapes::member)
                          .toList()));
    }
    return type.inWords().equals("an object") ? new Shape.AnyObject() : new Shape.Flag();
  }

  private static Shape map(ObjectSchema object, SchemaType value) {
    // The tables have the pattern compiled only; the one that occurs is the same everywhere.
    return new Shape.Keyed(
        of(value),
        object.keyPattern().map(pattern -> ".{1,}"),
        object.knownKeys().keySet().stream().sorted().toList());
  }

  private static Shape.Member member(Member member) {
    return new Shape.Member(member.name(), of(member.type()), member.required(), member.nullable());
  }
}
