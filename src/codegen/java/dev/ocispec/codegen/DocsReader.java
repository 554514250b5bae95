package dev.ocispec.codegen;

import dev.ocispec.codegen.SchemaFiles.Place;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the annotations of a schema. */
final class DocsReader {
  private DocsReader() {}

  /** The annotations at {@code place}; description and release are demanded. */
  static Docs read(Place place) {
    JsonNode node = place.node();
    String description = node.path("description").asString("");
    String since = node.path("x-since").asString("");
    if (description.isBlank() || since.isBlank()) {
      throw new SchemaException(place.toString(), "description and x-since are needed");
    }
    String until = node.path("x-until").asString("");
    if (!Docs.isRelease(since) || !(until.isEmpty() || Docs.isRelease(until))) {
      throw new SchemaException(
          place.toString(), "x-since and x-until must be releases such as 1.2.0");
    }
    JsonNode deprecated = node.path("x-deprecated");
    return new Docs(
        description,
        node.path("x-absent").asString(""),
        node.path("x-unit").asString(""),
        node.has("x-default") ? node.get("x-default").toString() : "",
        since,
        until,
        deprecated.path("since").asString(""),
        deprecated.path("reason").asString(""),
        list(node.path("x-platforms"), false),
        node.path("x-section").asString(""),
        list(node.path("x-examples"), true),
        place.specification(),
        LossReader.read(place));
  }

  private static List<String> list(JsonNode array, boolean json) {
    List<String> result = new ArrayList<>();
    array.forEach(element -> result.add(json ? element.toString() : element.asString()));
    return result;
  }
}
