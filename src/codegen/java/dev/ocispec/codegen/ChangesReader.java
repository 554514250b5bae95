package dev.ocispec.codegen;

import dev.ocispec.codegen.SchemaFiles.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code x-changes}: a list of what keywords said until some release, each entry with {@code
 * until}, {@code reason} and the keywords that were different, {@code null} standing for absent.
 */
final class ChangesReader {
  private static final Set<String> NOTES = Set.of("until", "reason");

  private ChangesReader() {}

  /** Checks the changes of a schema of {@code type}. */
  static void check(Place place, String type) {
    JsonNode node = place.node();
    Set<String> keywords =
        switch (type) {
          case "integer" -> Set.of("minimum", "maximum");
          case "string" -> node.has("x-known-values") ? Set.of() : Set.of("pattern");
          case "object" -> node.has("properties") ? Set.of("required") : Set.of();
          default -> Set.of();
        };
    for (JsonNode change : node.path("x-changes")) {
      if (!Docs.isRelease(change.path("until").asString("")) || !change.path("reason").isString()) {
        throw new SchemaException(
            place.toString(), "x-changes needs until, a release, and reason, a text");
      }
      for (String name : change.propertyNames()) {
        if (!NOTES.contains(name) && !keywords.contains(name)) {
          throw new SchemaException(place.toString(), "x-changes can't have " + name + " here");
        }
      }
    }
  }

  /** The other bounds and patterns that a number or string had. */
  static List<Value.Earlier> read(Place place) {
    List<Value.Earlier> result = new ArrayList<>();
    for (JsonNode change : place.node().path("x-changes")) {
      result.add(
          new Value.Earlier(
              change.get("until").asString(),
              digits(place, change, "minimum"),
              digits(place, change, "maximum"),
              then(place, change, "pattern").asString("")));
    }
    return result;
  }

  /** The last release in which the object was invalid without {@code member}; empty for none. */
  static String requiredUntil(Place object, String member) {
    String last = "";
    for (JsonNode change : object.node().path("x-changes")) {
      Set<String> names = new HashSet<>();
      change.path("required").forEach(name -> names.add(name.asString("")));
      for (JsonNode now : object.node().path("required")) {
        if (!names.contains(now.asString())) {
          throw new SchemaException(
              object.toString(), now.asString() + " was not required before: unsupported");
        }
      }
      for (String name : names) {
        if (!object.child("properties").node().has(name)) {
          throw new SchemaException(object.toString(), "x-changes requires no property: " + name);
        }
      }
      String until = change.get("until").asString();
      last = names.contains(member) && until.compareTo(last) > 0 ? until : last;
    }
    return last;
  }

  /** What {@code keyword} said: as in the change, or else as it does now. */
  private static JsonNode then(Place place, JsonNode change, String keyword) {
    return change.has(keyword) ? change.get(keyword) : place.node().path(keyword);
  }

  private static String digits(Place place, JsonNode change, String keyword) {
    JsonNode bound = then(place, change, keyword);
    if (!bound.isMissingNode() && !bound.isNull() && !bound.isIntegralNumber()) {
      throw new SchemaException(
          place.toString(), keyword + " in x-changes must be a whole number or null");
    }
    return bound.isIntegralNumber() ? bound.bigIntegerValue().toString() : "";
  }
}
