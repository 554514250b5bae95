package dev.ocispec.codegen;

import dev.ocispec.codegen.SchemaFiles.Place;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * What a schema may say: each keyword only where the generator heeds it, so that nothing is dropped
 * without a word.
 */
final class SchemaForm {
  private static final Set<String> ROOT = Set.of("$schema", "title", "definitions");
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "x-absent",
          "x-changes",
          "x-computed",
          "x-counted-values",
          "x-default",
          "x-deprecated",
          "x-environment",
          "x-examples",
          "x-integer",
          "x-key",
          "x-known-keys",
          "x-known-values",
          "x-loss",
          "x-open-text",
          "x-package",
          "x-platforms",
          "x-removed",
          "x-section",
          "x-since",
          "x-singular",
          "x-specification",
          "x-stacking",
          "x-unit",
          "x-until");
  private static final Map<String, Set<String>> KEYWORDS =
      Map.of(
          "object", Set.of("properties", "required", "additionalProperties", "patternProperties"),
          "array", Set.of("items", "minItems"),
          "string", Set.of("enum", "pattern"),
          "integer", Set.of("minimum", "maximum"),
          "boolean", Set.of());

  private SchemaForm() {}

  /** Checks a schema that refers to another one: beside a reference only annotations count. */
  static void checkReference(Place place) {
    checkNames(place, Set.of("$ref", "description"), " beside $ref");
    ChangesReader.check(place, "reference");
  }

  /** Checks a schema of {@code type}. */
  static void check(Place place, String type) {
    Set<String> keywords = KEYWORDS.get(type);
    if (keywords == null) {
      throw new SchemaException(place.toString(), "unsupported type " + type);
    }
    Set<String> allowed = new HashSet<>(keywords);
    allowed.addAll(Set.of("type", "description"));
    if (place.pointer().isEmpty()) {
      allowed.addAll(ROOT);
    }
    checkNames(place, allowed, " of type " + type);
    ChangesReader.check(place, type);
    switch (type) {
      case "object" -> object(place);
      case "array" -> array(place);
      case "string" -> string(place);
      default -> {
        // Numbers are checked where their bounds are read, and booleans have nothing to check.
      }
    }
  }

  private static void checkNames(Place place, Set<String> allowed, String where) {
    for (String name : place.node().propertyNames()) {
      if (!allowed.contains(name) && !ANNOTATIONS.contains(name)) {
        throw new SchemaException(place.toString(), "unsupported keyword " + name + where);
      }
    }
  }

  private static void object(Place place) {
    JsonNode node = place.node();
    int forms = 0;
    for (String form : Set.of("properties", "additionalProperties", "patternProperties")) {
      if (node.has(form)) {
        forms++;
        if (!node.get(form).isObject()) {
          throw new SchemaException(place.toString(), form + " must be an object");
        }
      }
    }
    if (forms > 1) {
      throw new SchemaException(
          place.toString(),
          "only one of properties, additionalProperties and patternProperties is supported");
    }
    if (node.has("required")) {
      if (!node.has("properties")) {
        throw new SchemaException(place.toString(), "required needs properties beside it");
      }
      strings(place, "required");
    }
  }

  private static void array(Place place) {
    if (!place.node().path("items").isObject()) {
      throw new SchemaException(place.toString(), "items must be one schema");
    }
    JsonNode minimum = place.node().path("minItems");
    if (!minimum.isMissingNode() && !(minimum.isInt() && minimum.asInt() >= 0)) {
      throw new SchemaException(place.toString(), "minItems must be a whole number from 0");
    }
  }

  private static void string(Place place) {
    if (place.node().has("enum")) {
      strings(place, "enum");
    }
    JsonNode pattern = place.node().path("pattern");
    if (!pattern.isMissingNode()) {
      checkPattern(place, pattern.isString() ? pattern.asString() : "");
    }
  }

  /** Checks that an expression is one that Java understands too. */
  static void checkPattern(Place place, String expression) {
    try {
      if (!expression.isEmpty()) {
        Pattern.compile(expression);
        return;
      }
    } catch (PatternSyntaxException e) {
      throw new SchemaException(place.toString(), "no regular expression: " + e.getDescription());
    }
    throw new SchemaException(place.toString(), "a pattern must be a string that is not empty");
  }

  private static void strings(Place place, String keyword) {
    JsonNode list = place.node().get(keyword);
    Set<String> seen = new HashSet<>();
    boolean wrong = !list.isArray();
    for (JsonNode element : list) {
      wrong |= !element.isString() || !seen.add(element.asString(""));
    }
    if (wrong) {
      throw new SchemaException(place.toString(), keyword + " must be a list of different strings");
    }
  }
}
