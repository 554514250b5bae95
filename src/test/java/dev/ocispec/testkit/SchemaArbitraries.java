package dev.ocispec.testkit;

import dev.ocispec.schema.internal.AnyObjectSchema;
import dev.ocispec.schema.internal.IntegerSchema;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Values of a schema type, as dense as asked for: plain ones, which the schema allows and builders
 * could have made, or decorated ones with everything mixed in that a reader must keep.
 */
final class SchemaArbitraries {
  private static final int LONGEST_LIST = 3;

  private final double presence;
  private final boolean decorated;
  private final Map<SchemaType, Arbitrary<JsonValue>> made = new IdentityHashMap<>();

  private SchemaArbitraries(double presence, boolean decorated) {
    this.presence = presence;
    this.decorated = decorated;
  }

  /** Values without anything that the typed view can't express. */
  static SchemaArbitraries plain(double presence) {
    return new SchemaArbitraries(presence, false);
  }

  /** Values with unknown members, and with nulls and empty lists where members could be absent. */
  static SchemaArbitraries decorated(double presence) {
    return new SchemaArbitraries(presence, true);
  }

  Arbitrary<JsonValue> of(SchemaType type) {
    Arbitrary<JsonValue> known = made.get(type);
    if (known == null) {
      known = make(type);
      made.put(type, known);
    }
    return known;
  }

  private Arbitrary<JsonValue> make(SchemaType type) {
    if (type instanceof TextSchema text) {
      return Scalars.text(text).map(JsonValue::of);
    }
    if (type instanceof IntegerSchema integer) {
      return Scalars.integer(integer);
    }
    if (type instanceof ListSchema list) {
      int least = Math.max(list.minItems(), 1);
      return of(list.items())
          .list()
          .ofMinSize(least)
          .ofMaxSize(least - 1 + LONGEST_LIST)
          .map(JsonValue::list);
    }
    if (type instanceof AnyObjectSchema) {
      return AnyJson.objects();
    }
    if (type instanceof ObjectSchema object) {
      return object.mapValue().isPresent() ? map(object) : object(object);
    }
    return Arbitraries.of(true, false).map(JsonValue::of);
  }

  private Arbitrary<JsonValue> map(ObjectSchema schema) {
    Arbitrary<String> keys =
        Scalars.text()
            .filter(key -> schema.keyPattern().map(p -> p.matcher(key).find()).orElse(true));
    if (!schema.knownKeys().isEmpty()) {
      keys = Arbitraries.oneOf(keys, Arbitraries.of(List.copyOf(schema.knownKeys().keySet())));
    }
    return Arbitraries.maps(keys, of(schema.mapValue().orElseThrow()))
        .ofMinSize(1)
        .ofMaxSize(LONGEST_LIST)
        .map(JsonValue::object);
  }

  private Arbitrary<JsonValue> object(ObjectSchema schema) {
    List<Arbitrary<Map<String, JsonValue>>> parts = new ArrayList<>();
    for (Member member : schema.members()) {
      parts.add(member(member));
    }
    if (decorated) {
      parts.add(Decorations.unknownMembers(schema));
    }
    return Combinators.combine(parts)
        .as(
            groups -> {
              Map<String, JsonValue> members = new TreeMap<>();
              groups.forEach(members::putAll);
              return JsonValue.object(members);
            });
  }

  /** The member, or nothing, or what stands for it. */
  private Arbitrary<Map<String, JsonValue>> member(Member member) {
    Arbitrary<JsonValue> values = of(member.type());
    if (member.nullable()) {
      values =
          Arbitraries.frequencyOf(
              Tuple.of(7, values), Tuple.of(1, Arbitraries.just(JsonValue.NULL)));
    }
    Arbitrary<Map<String, JsonValue>> there = values.map(value -> Map.of(member.name(), value));
    if (decorated) {
      return Decorations.member(member, there, presence);
    }
    return member.required()
        ? there
        : there.optional(presence).map(value -> value.orElse(Map.of()));
  }
}
