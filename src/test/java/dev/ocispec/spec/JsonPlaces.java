package dev.ocispec.spec;

import dev.ocispec.report.JsonPointer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every place in a JSON value. */
final class JsonPlaces {
  private JsonPlaces() {}

  /** What stands where, the whole value first. */
  static Map<JsonPointer, JsonValue> in(JsonValue value) {
    Map<JsonPointer, JsonValue> places = new LinkedHashMap<>();
    collect(value, JsonPointer.ROOT, places);
    return places;
  }

  private static void collect(
      JsonValue value, JsonPointer place, Map<JsonPointer, JsonValue> places) {
    places.put(place, value);
    value.members().forEach((name, member) -> collect(member, place.append(name), places));
    for (int i = 0; i < value.elements().size(); i++) {
      collect(value.elements().get(i), place.append(i), places);
    }
  }
}
