package dev.ocispec.rule;

import dev.ocispec.report.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a fixture that tells what a rule is about: what differs between the document that
 * breaks it and the one that keeps it, and the places of its findings, with what is around them.
 */
final class FixtureExcerpt {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_ELEMENTS = 6;

  private final Set<String> places;

  private FixtureExcerpt(Set<String> places) {
    this.places = places;
  }

  /** The places that differ between two documents, the outermost ones. */
  static Set<String> differences(JsonNode one, JsonNode other) {
    Set<String> found = new TreeSet<>();
    compare("", one, other, found);
    return found;
  }

  private static void compare(String at, JsonNode one, JsonNode other, Set<String> found) {
    if (one.equals(other)) {
      return;
    }
    if (one.isObject() && other.isObject()) {
      Set<String> names = new TreeSet<>(one.propertyNames());
      names.addAll(other.propertyNames());
      for (String name : names) {
        compare(at + "/" + JsonPointer.escape(name), one.path(name), other.path(name), found);
      }
    } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        compare(at + "/" + i, one.get(i), other.get(i), found);
      }
    } else {
      found.add(at);
    }
  }

  /** The part of {@code document} that these places are in. */
  static JsonNode of(JsonNode document, Set<String> places) {
    return new FixtureExcerpt(places).cut("", document);
  }

  private JsonNode cut(String at, JsonNode node) {
    if (places.contains(at) && !at.isEmpty()) {
      return shortened(node);
    }
    if (node instanceof ArrayNode list) {
      ArrayNode result = NODES.arrayNode();
      for (int i = 0; i < list.size(); i++) {
        String place = at + "/" + i;
        if (leads(place)) {
          // An element makes sense with all of its members only.
          result.add(list.get(i).isObject() ? shortened(list.get(i)) : cut(place, list.get(i)));
        }
      }
      return result;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode result = NODES.objectNode();
      boolean around = places.stream().anyMatch(place -> parent(place).equals(at));
      for (String name : object.propertyNames()) {
        String place = at + "/" + JsonPointer.escape(name);
        if (leads(place)) {
          result.set(name, cut(place, object.get(name)));
        } else if (name.equals("ociVersion") || around && !at.isEmpty() && isShort(object, name)) {
          result.set(name, object.get(name));
        }
      }
      return result;
    }
    return node;
  }

  private boolean leads(String place) {
    return places.stream().anyMatch(each -> each.equals(place) || each.startsWith(place + "/"));
  }

  private static String parent(String place) {
    return place.isEmpty() ? "none" : place.substring(0, place.lastIndexOf('/'));
  }

  private static boolean isShort(ObjectNode object, String name) {
    return object.get(name).isValueNode() && object.size() <= MOST_ELEMENTS;
  }

  /** Long lists say no more than their beginning. */
  private static JsonNode shortened(JsonNode node) {
    if (node instanceof ArrayNode list) {
      ArrayNode result = NODES.arrayNode();
      List<JsonNode> elements = new ArrayList<>();
      list.forEach(elements::add);
      elements.stream().limit(MOST_ELEMENTS).map(FixtureExcerpt::shortened).forEach(result::add);
      if (list.size() > MOST_ELEMENTS) {
        result.add("…");
      }
      return result;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode result = NODES.objectNode();
      object.properties().forEach(e -> result.set(e.getKey(), shortened(e.getValue())));
      return result;
    }
    return node.isString() && node.asString().length() > 100
        ? NODES.stringNode(node.asString().substring(0, 60) + "…")
        : node;
  }
}
