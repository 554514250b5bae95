package dev.ocispec.testkit;

import dev.ocispec.schema.internal.BooleanSchema;
import dev.ocispec.schema.internal.IntegerSchema;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import dev.ocispec.spec.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Values that the schema refuses at some place. */
final class WrongValues {
  /** A value of each JSON type, several of numbers, whose kinds programs confuse. */
  static final List<JsonValue> ANY =
      List.of(
          JsonValue.NULL,
          JsonValue.of(true),
          JsonValue.of("1"),
          JsonValue.of(1),
          Scalars.number("1.0"),
          Scalars.number("1.5"),
          Scalars.number("1e30"),
          JsonValue.EMPTY_LIST,
          JsonValue.EMPTY_OBJECT);

  private WrongValues() {}

  /** Values of other JSON types than {@code type}. */
  static List<JsonValue> ofType(SchemaType type) {
    JsonValue.Kind right = kindOf(type);
    return ANY.stream().filter(value -> value.kind() != right).toList();
  }

  /** Strings that don't match the pattern, if there is one. */
  static List<JsonValue> unmatched(TextSchema schema) {
    return schema
        .pattern()
        .map(pattern -> texts(schema, text -> !pattern.matcher(text).find()))
        .orElse(List.of());
  }

  /** Strings that are none of the known ones, where only those are allowed. */
  static List<JsonValue> unknown(TextSchema schema) {
    return schema.closed() ? texts(schema, text -> !schema.values().containsKey(text)) : List.of();
  }

  private static List<JsonValue> texts(TextSchema schema, Predicate<String> wrong) {
    List<String> near = new ArrayList<>(List.of("", "\n", "x", "1\n", "\u2028", "\ud834\udd1e"));
    for (String value : schema.values().keySet()) {
      near.add(value + "\n");
      near.add(value + "2");
      near.add(" " + value);
      near.add(value.toLowerCase(Locale.ROOT));
      near.add(value.toUpperCase(Locale.ROOT));
    }
    return near.stream().filter(wrong).map(JsonValue::of).toList();
  }

  /** Whole numbers beyond the bounds, and some that fit no 64 bits. */
  static List<JsonValue> outside(IntegerSchema schema) {
    List<BigInteger> wrong = new ArrayList<>();
    schema.minimum().ifPresent(bound -> wrong.add(bound.subtract(BigInteger.ONE)));
    schema.maximum().ifPresent(bound -> wrong.add(bound.add(BigInteger.ONE)));
    wrong.add(BigInteger.TEN.pow(30));
    wrong.add(BigInteger.TEN.pow(30).negate());
    return wrong.stream().map(Scalars::number).toList();
  }

  private static JsonValue.Kind kindOf(SchemaType type) {
    if (type instanceof TextSchema) {
      return JsonValue.Kind.TEXT;
    }
    if (type instanceof IntegerSchema) {
      return JsonValue.Kind.INTEGER;
    }
    if (type instanceof ListSchema) {
      return JsonValue.Kind.LIST;
    }
    return type instanceof BooleanSchema ? JsonValue.Kind.BOOLEAN : JsonValue.Kind.OBJECT;
  }
}
