package dev.ocispec.version.internal;

import dev.ocispec.json.internal.JacksonParts;
import java.util.List;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the library's notes in a schema into what editors show, and leaves the others out. */
final class EditorKeywords {
  private static final List<String> SAME =
      List.of("type", "enum", "pattern", "minimum", "maximum", "minItems", "required");

  private final BinaryOperator<String> references;

  /** References are replaced by what {@code references} gives for them and for their file. */
  EditorKeywords(BinaryOperator<String> references) {
    this.references = references;
  }

  ObjectNode convert(ObjectNode schema, String file) {
    ObjectNode result = JacksonParts.mapper().createObjectNode();
    describe(schema, result);
    if (schema.has("$ref")) {
      String reference = references.apply(schema.get("$ref").asString(), file);
      // What stands beside a reference does not count in draft 7.
      ObjectNode at = result.isEmpty() ? result : result.putArray("allOf").addObject();
      at.put("$ref", reference);
    }
    for (String keyword : SAME) {
      if (schema.has(keyword)) {
        result.set(keyword, schema.get(keyword));
      }
    }
    for (String keyword : List.of("items", "additionalProperties")) {
      if (schema.get(keyword) instanceof ObjectNode inner) {
        result.set(keyword, convert(inner, file));
      }
    }
    for (String keyword : List.of("properties", "patternProperties")) {
      if (schema.get(keyword) instanceof ObjectNode members) {
        ObjectNode converted = result.putObject(keyword);
        members
            .properties()
            .forEach(
                member ->
                    converted.set(member.getKey(), convert((ObjectNode) member.getValue(), file)));
      }
    }
    return result;
  }

  private static void describe(ObjectNode schema, ObjectNode result) {
    StringBuilder text = new StringBuilder(schema.path("description").asString(""));
    append(text, "", schema.path("x-absent").asString(""), "When absent: ");
    append(text, ".", schema.path("x-unit").asString(""), "Unit: ");
    append(text, ".", schema.path("x-since").asString(""), "Since ");
    append(text, ".", schema.path("x-until").asString(""), "Until ");
    JsonNode deprecated = schema.path("x-deprecated");
    if (deprecated.isObject()) {
      String reason = deprecated.path("reason").asString("");
      append(text, ": " + reason + ".", deprecated.path("since").asString(""), "Deprecated since ");
      result.put("deprecationMessage", reason);
    }
    if (!text.isEmpty()) {
      result.put("description", text.toString());
    }
    if (schema.has("x-default")) {
      result.set("default", schema.get("x-default"));
    }
    examples(schema, result);
  }

  private static void append(StringBuilder text, String end, String words, String label) {
    if (!words.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(label).append(words).append(end);
    }
  }

  private static void examples(ObjectNode schema, ObjectNode result) {
    ArrayNode examples = JacksonParts.mapper().createArrayNode();
    schema.path("x-examples").forEach(examples::add);
    if (schema.get("x-known-values") instanceof ObjectNode known) {
      known.propertyNames().forEach(examples::add);
      if (schema.get("enum") instanceof ArrayNode values) {
        ArrayNode descriptions = result.putArray("enumDescriptions");
        values.forEach(
            value ->
                descriptions.add(known.path(value.asString()).path("description").asString("")));
      }
    }
    if (!examples.isEmpty()) {
      result.set("examples", examples);
    }
  }
}
