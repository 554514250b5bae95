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

  /** The other bounds and patterns that a number or string had. */
  static List<Value.Earlier> read(Place place, String... keywords) {
    List<Value.Earlier> result = new ArrayList<>();
    for (JsonNode change : place.node().path("x-changes")) {
      check(place, change, Set.of(keywords));
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
      check(object, change, Set.of("required"));
      Set<String> names = new HashSet<>();
      change.path("required").forEach(name -> names.add(name.asString()));
      for (JsonNode now : object.node().path("required")) {
        if (!names.contains(now.asString())) {
          throw new SchemaException(
              object.toString(), now.asString() + " was not required before: unsupported");
        }
      }
      if (names.contains(member)) {
        last = change.get("until").asString();
      }
    }
    return last;
  }

  private static void check(Place place, JsonNode change, Set<String> keywords) {
    if (!change.has("until") || !change.has("reason")) {
      throw new SchemaException(place.toString(), "x-changes needs until and reason");
    }
    for (String name : change.propertyNames()) {
      if (!NOTES.contains(name) && !keywords.contains(name)) {
        throw new SchemaException(place.toString(), "x-changes can't have " + name + " here");
      }
    }
  }

  /** What {@code keyword} said: as in the change, or else as it does now. */
  private static JsonNode then(Place place, JsonNode change, String keyword) {
    return change.has(keyword) ? change.get(keyword) : place.node().path(keyword);
  }

  private static String digits(Place place, JsonNode change, String keyword) {
    JsonNode bound = then(place, change, keyword);
    return bound.isIntegralNumber() ? bound.bigIntegerValue().toString() : "";
  }
}
