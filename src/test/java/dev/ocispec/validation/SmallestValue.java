package dev.ocispec.validation;

import dev.ocispec.testkit.InternalArbitraries;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.sessions.JqwikSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The least that a schema allows at some place. */
final class SmallestValue {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Map<String, List<String>> MATCHES = new TreeMap<>();

  private SmallestValue() {}

  static JsonNode of(SchemaPlace place) {
    if (place.has("$ref")) {
      return of(place.target());
    }
    return switch (types(place).get(0)) {
      case "object" -> object(place);
      case "array" -> list(place, place.node().path("minItems").asInt(0));
      case "string" -> NODES.stringNode(text(place));
      case "integer" -> place.has("minimum") ? place.node().get("minimum") : NODES.numberNode(0);
      case "boolean" -> NODES.booleanNode(true);
      default -> throw new IllegalStateException("what is least at " + place.id() + "?");
    };
  }

  /** The JSON types that the schema allows, {@code null} last. */
  static List<String> types(SchemaPlace place) {
    JsonNode type = place.node().get("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).toList()
        : List.of(type.asString());
  }

  static ArrayNode list(SchemaPlace place, int size) {
    ArrayNode list = NODES.arrayNode();
    for (int i = 0; i < size; i++) {
      list.add(of(place.child("items")));
    }
    return list;
  }

  private static ObjectNode object(SchemaPlace place) {
    ObjectNode object = NODES.objectNode();
    place
        .node()
        .path("required")
        .forEach(
            name -> object.set(name.asString(), of(place.child("properties", name.asString()))));
    return object;
  }

  private static String text(SchemaPlace place) {
    if (place.has("x-known-values")) {
      return place.child("x-known-values").names().get(0);
    }
    return place.has("pattern") ? matches(place.node().get("pattern").asString()).get(0) : "x";
  }

  /** Some texts that match {@code pattern}. */
  static synchronized List<String> matches(String pattern) {
    if (!MATCHES.containsKey(pattern)) {
      Random random = new Random(20261125);
      JqwikSession.run(
          () ->
              MATCHES.put(
                  pattern,
                  InternalArbitraries.matching(pattern).generator(1000).stream(random)
                      .map(net.jqwik.api.Shrinkable::value)
                      .distinct()
                      .limit(4)
                      .toList()));
    }
    return MATCHES.get(pattern);
  }
}
