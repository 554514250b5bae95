package dev.ocispec.testkit;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.schema.internal.IntegerSchema;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Finds all the places of a document where something can be changed for the worse. */
final class MutationWalk {
  private final List<Mutation> found = new ArrayList<>();

  List<Mutation> of(JsonValue document, ObjectSchema schema) {
    visit(document, schema, false, "", UnaryOperator.identity());
    return found;
  }

  /** {@code whole} makes the whole document from what stands in place of {@code value}. */
  private void visit(
      JsonValue value,
      SchemaType type,
      boolean nullable,
      String pointer,
      UnaryOperator<JsonValue> whole) {
    for (JsonValue wrong : WrongValues.ofType(type)) {
      if (!nullable || !wrong.isNull()) {
        add(Mutation.Kind.TYPE, pointer, whole, wrong);
      }
    }
    if (type instanceof TextSchema text) {
      WrongValues.unmatched(text).forEach(v -> add(Mutation.Kind.PATTERN, pointer, whole, v));
      WrongValues.unknown(text).forEach(v -> add(Mutation.Kind.VALUE, pointer, whole, v));
    } else if (type instanceof IntegerSchema integer) {
      WrongValues.outside(integer).forEach(v -> add(Mutation.Kind.RANGE, pointer, whole, v));
    } else if (type instanceof ListSchema list && !value.isNull()) {
      list(value.elements(), list, pointer, whole);
    } else if (type instanceof ObjectSchema object && !value.isNull()) {
      object(value.members(), object, pointer, whole);
    }
  }

  private void list(
      List<JsonValue> elements, ListSchema schema, String pointer, UnaryOperator<JsonValue> whole) {
    if (schema.minItems() > 0) {
      JsonValue fewer = JsonValue.list(elements.subList(0, schema.minItems() - 1));
      add(Mutation.Kind.TOO_FEW, pointer, whole, fewer);
    }
    for (int i = 0; i < elements.size(); i++) {
      int place = i;
      visit(
          elements.get(i),
          schema.items(),
          false,
          pointer + "/" + i,
          changed -> {
            List<JsonValue> copy = new ArrayList<>(elements);
            copy.set(place, changed);
            return whole.apply(JsonValue.list(copy));
          });
    }
  }

  private void object(
      Map<String, JsonValue> members,
      ObjectSchema schema,
      String pointer,
      UnaryOperator<JsonValue> whole) {
    for (Member member : schema.required()) {
      Map<String, JsonValue> without = new TreeMap<>(members);
      without.remove(member.name());
      add(Mutation.Kind.MISSING, pointer, whole, JsonValue.object(without));
    }
    if (schema.mapValue().isEmpty()) {
      for (JsonValue extra : WrongValues.ANY) {
        Map<String, JsonValue> with = new TreeMap<>(members);
        with.put("com.example.unknown", extra);
        add(Mutation.Kind.EXTRA, pointer, whole, JsonValue.object(with));
      }
    }
    members.forEach(
        (name, value) ->
            schema
                .typeOf(name)
                .ifPresent(
                    type ->
                        visit(
                            value,
                            type,
                            schema.nullable(name),
                            pointer + "/" + JsonPointer.escape(name),
                            changed -> {
                              Map<String, JsonValue> copy = new TreeMap<>(members);
                              copy.put(name, changed);
                              return whole.apply(JsonValue.object(copy));
                            })));
  }

  private void add(
      Mutation.Kind kind, String pointer, UnaryOperator<JsonValue> whole, JsonValue changed) {
    found.add(new Mutation(kind, pointer, () -> whole.apply(changed)));
  }
}
