package dev.ocispec.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of the ledger: a place where {@code schema/} deliberately says something else than the
 * official files.
 *
 * @param schema entry file
 * @param pointer place in its normal form
 * @param releases the releases whose official files have the defect
 * @param official what they have there; null when they have nothing; {@code {"null": false}} when
 *     they have the same but allow null nowhere from there on
 * @param reason why ours is right
 * @param evidence where that can be checked
 * @param document one on which the two differ
 */
record Deviation(
    String schema,
    String pointer,
    List<String> releases,
    JsonNode official,
    String reason,
    String evidence,
    JsonNode document) {

  static Deviation of(JsonNode entry) {
    Set<String> members =
        Set.of("schema", "pointer", "releases", "official", "reason", "evidence", "document");
    if (!Set.copyOf(entry.propertyNames()).equals(members)) {
      throw new IllegalArgumentException("an entry of the ledger must have exactly " + members);
    }
    List<String> releases = new ArrayList<>();
    entry.get("releases").forEach(release -> releases.add(release.asString()));
    return new Deviation(
        entry.get("schema").asString(),
        entry.get("pointer").asString(),
        releases,
        entry.get("official"),
        entry.get("reason").asString(),
        entry.get("evidence").asString(),
        entry.get("document"));
  }

  /** Puts the official value into {@code form}. */
  void apply(ObjectNode form) {
    JsonPointer place = JsonPointer.compile(pointer);
    if (official.has("null")) {
      withoutNull(form.at(place));
      return;
    }
    ObjectNode parent = (ObjectNode) form.at(place.head());
    String name = place.last().getMatchingProperty();
    if (official.isNull()) {
      parent.remove(name);
    } else {
      parent.set(name, official.deepCopy());
    }
  }

  private static void withoutNull(JsonNode schemas) {
    for (Map.Entry<String, JsonNode> member : schemas.properties()) {
      JsonNode type = member.getValue().path("type");
      if (type.isArray() && type.size() == 2 && type.get(1).asString().equals("null")) {
        ((ObjectNode) member.getValue()).set("type", type.get(0));
      }
      withoutNull(member.getValue().path("properties"));
    }
  }

  @Override
  public String toString() {
    return schema + "#" + pointer + " " + releases;
  }
}
