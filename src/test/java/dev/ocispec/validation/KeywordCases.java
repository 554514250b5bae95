package dev.ocispec.validation;

import static dev.ocispec.validation.SmallestValue.NODES;

import dev.ocispec.rule.DocumentKind;
import dev.ocispec.schema.internal.EcmaPattern;
import dev.ocispec.version.Release;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes, for each way through the schema to each keyword, documents that break just that keyword
 * and documents that just don't.
 */
final class KeywordCases {
  /** A value of each JSON type; numbers in the ways that programs confuse. */
  private static final Map<String, List<JsonNode>> BY_TYPE =
      Map.of(
          "object", List.of(NODES.objectNode()),
          "array", List.of(NODES.arrayNode()),
          "string", List.of(NODES.stringNode(""), NODES.stringNode("1")),
          "integer", List.of(NODES.numberNode(1)),
          "boolean", List.of(NODES.booleanNode(false)),
          "null", List.of(NODES.nullNode()),
          "number",
              List.of(
                  NODES.numberNode(1.5),
                  NODES.numberNode(new BigDecimal("1.0")),
                  NODES.numberNode(new BigDecimal("1E+30"))));

  private final DocumentKind kind;
  private final List<KeywordCase> cases = new ArrayList<>();

  private KeywordCases(DocumentKind kind) {
    this.kind = kind;
  }

  /** The cases of documents of {@code kind}; none where the release has no such documents. */
  static List<KeywordCase> of(DocumentKind kind, Release release) {
    KeywordCases cases = new KeywordCases(kind);
    SchemaPlace.filesOf(release).stream()
        .filter(file -> file.file().equals(kind.schemaFile()))
        .forEach(file -> cases.visit(KeywordPlace.of(file)));
    return cases.cases;
  }

  private void visit(KeywordPlace place) {
    KeywordPlace at = place.resolved();
    types(at);
    switch (SmallestValue.types(at.schema()).get(0)) {
      case "object" -> object(at);
      case "array" -> list(at);
      case "string" -> text(at);
      case "integer" -> integer(at);
      default -> {
        // A truth value has nothing but its type.
      }
    }
  }

  private void types(KeywordPlace at) {
    String keyword = at.schema().child("type").id();
    List<String> allowed = SmallestValue.types(at.schema());
    BY_TYPE.forEach(
        (type, values) -> {
          if (!allowed.contains(type)) {
            values.forEach(value -> broken(at, keyword, "type", value));
          }
        });
    fine(at, keyword, SmallestValue.of(at.schema()));
    if (allowed.contains("null")) {
      fine(at, keyword, NODES.nullNode());
    }
  }

  private void integer(KeywordPlace at) {
    for (String bound : List.of("minimum", "maximum")) {
      if (at.schema().has(bound)) {
        String keyword = at.schema().child(bound).id();
        BigInteger value = at.schema().node().get(bound).bigIntegerValue();
        BigInteger beyond = value.add(BigInteger.valueOf(bound.equals("minimum") ? -1 : 1));
        fine(at, keyword, NODES.numberNode(value));
        broken(at, keyword, bound, NODES.numberNode(beyond));
      }
    }
  }

  private void text(KeywordPlace at) {
    if (at.schema().has("enum")) {
      String keyword = at.schema().child("enum").id();
      List<String> values =
          at.schema().node().get("enum").valueStream().map(JsonNode::asString).toList();
      values.forEach(value -> fine(at, keyword, NODES.stringNode(value)));
      near(values).stream()
          .filter(text -> !values.contains(text))
          .forEach(text -> broken(at, keyword, "enum", NODES.stringNode(text)));
    }
    if (at.schema().has("pattern")) {
      String keyword = at.schema().child("pattern").id();
      String expression = at.schema().node().get("pattern").asString();
      Pattern pattern = EcmaPattern.compile(expression);
      List<String> matches = SmallestValue.matches(expression);
      matches.forEach(text -> fine(at, keyword, NODES.stringNode(text)));
      // No pattern allows a line break at its end, whatever Java's own engine makes of a $ there.
      near(matches).stream()
          .filter(
              text ->
                  expression.endsWith("$") && text.endsWith("\n") || !pattern.matcher(text).find())
          .forEach(text -> broken(at, keyword, "pattern", NODES.stringNode(text)));
    }
  }

  /** Texts that are nearly one of {@code texts}. */
  private static List<String> near(List<String> texts) {
    List<String> near = new ArrayList<>(List.of("", "\n"));
    for (String text : texts) {
      near.add(text + "\n");
      near.add("!" + text);
      near.add(text + "!");
      near.add(text.toLowerCase(Locale.ROOT));
    }
    return near;
  }

  private void list(KeywordPlace at) {
    if (at.schema().has("minItems")) {
      String keyword = at.schema().child("minItems").id();
      int least = at.schema().node().get("minItems").asInt();
      fine(at, keyword, SmallestValue.list(at.schema(), least));
      broken(at, keyword, "minItems", SmallestValue.list(at.schema(), least - 1));
    }
    int least = Math.max(1, at.schema().node().path("minItems").asInt(0));
    for (int place : List.of(0, least)) {
      visit(
          at.below(
              Integer.toString(place),
              value -> SmallestValue.list(at.schema(), least + 1).set(place, value),
              "items"));
    }
  }

  private void object(KeywordPlace at) {
    ObjectNode smallest = (ObjectNode) SmallestValue.of(at.schema());
    JsonNode required = at.schema().node().path("required");
    for (int i = 0; i < required.size(); i++) {
      String keyword = at.schema().child("required", Integer.toString(i)).id();
      fine(at, keyword, smallest);
      broken(at, keyword, "required", smallest.deepCopy().without(required.get(i).asString()));
    }
    for (String group : List.of("properties", "patternProperties")) {
      if (at.schema().has(group)) {
        for (String name : at.schema().child(group).names()) {
          String key = group.equals("properties") ? name : SmallestValue.matches(name).get(0);
          member(at, key, group, name);
        }
        unknown(at, group, smallest);
      }
    }
    if (at.schema().has("additionalProperties")) {
      member(at, "key", "additionalProperties");
    }
  }

  /** Members that none of the group's schemas is for may hold anything. */
  private void unknown(KeywordPlace at, String group, ObjectNode smallest) {
    String key = group.equals("properties") ? "com.example.unknown" : "";
    for (String name : at.schema().child(group).names()) {
      String keyword = at.schema().child(group, name).id();
      BY_TYPE
          .values()
          .forEach(values -> fine(at, keyword, smallest.deepCopy().set(key, values.get(0))));
    }
  }

  private void member(KeywordPlace at, String key, String... tokens) {
    visit(
        at.below(
            key, value -> ((ObjectNode) SmallestValue.of(at.schema())).set(key, value), tokens));
  }

  private void fine(KeywordPlace at, String keyword, JsonNode value) {
    add(at, keyword, value, "");
  }

  private void broken(KeywordPlace at, String keyword, String rule, JsonNode value) {
    add(at, keyword, value, "schema-" + rule + " at " + at.pointer());
  }

  private void add(KeywordPlace at, String keyword, JsonNode value, String finding) {
    cases.add(
        new KeywordCase(
            kind, at.tried(keyword), at.schemaPointer(), value, at.whole().apply(value), finding));
  }
}
