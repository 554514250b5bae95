package dev.ocispec.version.internal;

import dev.ocispec.version.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a schema of the newest release, in place, into what it was in another one: properties,
 * definitions and values that came later go, removed ones come back, changed keywords are as they
 * were.
 */
final class SchemaProjection {
  private static final Set<String> CHANGE_NOTES = Set.of("until", "reason");

  private final Release release;

  SchemaProjection(Release release) {
    this.release = release;
  }

  /** Whether the release has what {@code schema} describes. */
  boolean has(JsonNode schema) {
    return release(schema, "x-since", Release.V1_0_0).compareTo(release) <= 0
        && release(schema, "x-until", Release.NEWEST).compareTo(release) >= 0;
  }

  private static Release release(JsonNode node, String annotation, Release otherwise) {
    String version = node.path(annotation).asString("");
    return version.isEmpty() ? otherwise : Release.of(version).orElseThrow();
  }

  /** Makes {@code schema} the release's. */
  void apply(ObjectNode schema) {
    changes(schema);
    removed(schema);
    members(schema, "properties");
    members(schema, "definitions");
    values(schema);
    for (String keyword : List.of("items", "additionalProperties")) {
      if (schema.get(keyword) instanceof ObjectNode inner) {
        apply(inner);
      }
    }
    schema.path("patternProperties").forEach(inner -> apply((ObjectNode) inner));
  }

  /** What keywords said until the release or a later one; of several, the nearest one counts. */
  private void changes(ObjectNode schema) {
    List<JsonNode> changes = new ArrayList<>();
    schema.path("x-changes").forEach(changes::add);
    changes.sort(
        Comparator.comparing((JsonNode change) -> release(change, "until", Release.NEWEST))
            .reversed());
    for (JsonNode change : changes) {
      if (release(change, "until", Release.NEWEST).compareTo(release) >= 0) {
        for (String keyword : change.propertyNames()) {
          if (change.get(keyword).isNull()) {
            schema.remove(keyword);
          } else if (!CHANGE_NOTES.contains(keyword)) {
            schema.set(keyword, change.get(keyword));
          }
        }
      }
    }
    schema.remove("x-changes");
  }

  private void removed(ObjectNode schema) {
    if (schema.remove("x-removed") instanceof ObjectNode removed) {
      ObjectNode properties = schema.withObjectProperty("properties");
      removed.properties().forEach(member -> properties.set(member.getKey(), member.getValue()));
    }
  }

  private void members(ObjectNode schema, String keyword) {
    if (schema.get(keyword) instanceof ObjectNode members) {
      members.removeIf(member -> !has(member));
      members.forEach(member -> apply((ObjectNode) member));
    }
  }

  private void values(ObjectNode schema) {
    if (schema.get("x-known-values") instanceof ObjectNode known) {
      known.removeIf(value -> !has(value));
      if (schema.get("enum") instanceof ArrayNode values) {
        values.removeIf(value -> !known.has(value.asString()));
      }
    }
  }
}
