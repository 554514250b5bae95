package dev.ocispec.cdi;

import dev.ocispec.report.Finding;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds members that no release of the specification has, for which a file has to be refused. */
final class UnknownMembers {
  private UnknownMembers() {}

  static List<Finding> in(JsonValue document, ObjectSchema schema) {
    return in(JsonPointer.ROOT, document, schema).toList();
  }

  private static Stream<Finding> in(JsonPointer place, JsonValue value, SchemaType type) {
    if (type instanceof ListSchema list) {
      List<JsonValue> elements = value.elements();
      return IntStream.range(0, elements.size())
          .boxed()
          .flatMap(i -> in(place.append(i), elements.get(i), list.items()));
    }
    return type instanceof ObjectSchema schema && schema.mapValue().isEmpty()
        ? value.members().entrySet().stream().flatMap(member -> member(place, member, schema))
        : Stream.empty();
  }

  private static Stream<Finding> member(
      JsonPointer object, Map.Entry<String, JsonValue> member, ObjectSchema schema) {
    JsonPointer place = object.append(member.getKey());
    Optional<SchemaType> type = schema.typeOf(member.getKey());
    if (type.isPresent()) {
      return in(place, member.getValue(), type.get());
    }
    return schema.everKnown(member.getKey()).isPresent()
        ? Stream.empty()
        : Stream.of(
            Finding.must(
                "cdi-member",
                place.toString(),
                "the specification has no member \"" + ForeignText.shown(member.getKey()) + "\""));
  }
}
