package dev.ocispec.rule;

import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Single changes of a document that keep each value's type, so that it can be read as before. */
final class TreeChanges {
  private static final List<String> TEXTS = List.of("", "/", "/etc", "unknown", "a b");

  private final List<Supplier<JsonValue>> found = new ArrayList<>();

  /** Each makes the whole document with one change. */
  static List<Supplier<JsonValue>> of(JsonValue document, ObjectSchema schema) {
    TreeChanges changes = new TreeChanges();
    changes.visit(document, schema, UnaryOperator.identity());
    return changes.found;
  }

  private void visit(JsonValue value, SchemaType type, UnaryOperator<JsonValue> whole) {
    switch (value.kind()) {
      case TEXT -> TEXTS.forEach(text -> add(JsonValue.of(text), value, whole));
      case BOOLEAN -> add(JsonValue.of(!value.asBoolean().orElseThrow()), value, whole);
      case INTEGER -> List.of(0, 1).forEach(number -> add(JsonValue.of(number), value, whole));
      case LIST -> list(value, type, whole);
      case OBJECT -> object(value.members(), type, whole);
      default -> {
        // A null, or a fraction of an unknown member, stays as it is.
      }
    }
  }

  private void list(JsonValue value, SchemaType type, UnaryOperator<JsonValue> whole) {
    List<JsonValue> elements = value.elements();
    if (elements.isEmpty()) {
      return;
    }
    List<JsonValue> turned = new ArrayList<>(elements);
    Collections.reverse(turned);
    List<JsonValue> longer = new ArrayList<>(elements);
    longer.add(elements.get(0));
    add(JsonValue.list(List.of()), value, whole);
    add(JsonValue.list(elements.subList(1, elements.size())), value, whole);
    add(JsonValue.list(turned), value, whole);
    add(JsonValue.list(longer), value, whole);
    if (type instanceof ListSchema schema) {
      for (int i = 0; i < elements.size(); i++) {
        int index = i;
        visit(
            elements.get(i),
            schema.items(),
            changed -> {
              List<JsonValue> copy = new ArrayList<>(elements);
              copy.set(index, changed);
              return whole.apply(JsonValue.list(copy));
            });
      }
    }
  }

  private void object(
      Map<String, JsonValue> members, SchemaType type, UnaryOperator<JsonValue> whole) {
    if (!(type instanceof ObjectSchema schema)) {
      return;
    }
    Set<String> required = schema.required().stream().map(Member::name).collect(Collectors.toSet());
    members.forEach(
        (name, value) -> {
          if (!required.contains(name)) {
            found.add(
                () -> {
                  Map<String, JsonValue> less = new TreeMap<>(members);
                  less.remove(name);
                  return whole.apply(JsonValue.object(less));
                });
          }
          schema
              .typeOf(name)
              .ifPresent(
                  known ->
                      visit(
                          value,
                          known,
                          changed -> {
                            Map<String, JsonValue> copy = new TreeMap<>(members);
                            copy.put(name, changed);
                            return whole.apply(JsonValue.object(copy));
                          }));
        });
  }

  private void add(JsonValue changed, JsonValue value, UnaryOperator<JsonValue> whole) {
    if (!changed.equals(value)) {
      found.add(() -> whole.apply(changed));
    }
  }
}
