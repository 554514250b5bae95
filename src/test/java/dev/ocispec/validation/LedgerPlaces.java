package dev.ocispec.validation;

import dev.ocispec.JsonTrees;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.version.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The places in documents about which the ledgers in {@code schema/} say that verdicts differ. */
public final class LedgerPlaces {
  /** {@code onlyNull}: the difference is that ours allows null there. */
  private record Place(String schemaFile, Pattern pointer, boolean onlyNull) {
    boolean covers(String pointer, JsonNode document) {
      return this.pointer.matcher(pointer).matches()
          && (!onlyNull || document.at(pointer).isNull());
    }
  }

  private final List<Place> places = new ArrayList<>();

  /** The differences from the newest release. */
  LedgerPlaces() throws IOException {
    this(Release.NEWEST);
  }

  /** The differences from {@code release}. */
  public LedgerPlaces(Release release) throws IOException {
    for (String file : List.of("deviations.json", "deviations-1.0.json")) {
      for (JsonNode entry : JsonTrees.of(Files.readAllBytes(Path.of("schema", file)))) {
        if (entry.get("releases").valueStream().anyMatch(r -> isNamed(release, r))) {
          places.add(
              new Place(
                  entry.get("schema").asString(),
                  inDocuments(entry.get("pointer").asString()),
                  entry.get("official").has("null")));
        }
      }
    }
  }

  private static boolean isNamed(Release release, JsonNode name) {
    return name.asString().equals(release.version());
  }

  /** Whether an entry is at or above {@code pointer} in this document of that kind. */
  public boolean cover(DocumentKind kind, String pointer, JsonNode document) {
    return places.stream()
        .filter(place -> place.schemaFile().equals(kind.schemaFile()))
        .anyMatch(place -> place.covers(pointer, document));
  }

  /** A pointer into a schema as an expression for the pointers of what it judges. */
  private static Pattern inDocuments(String schemaPointer) {
    StringBuilder expression = new StringBuilder();
    String[] tokens = schemaPointer.split("/");
    for (int i = 1; i < tokens.length; i++) {
      switch (tokens[i]) {
        case "properties" -> {
          i++;
          expression.append('/').append(i < tokens.length ? Pattern.quote(tokens[i]) : "[^/]*");
        }
        case "patternProperties" -> {
          i++;
          expression.append("/[^/]*");
        }
        case "items", "additionalProperties" -> expression.append("/[^/]*");
        default -> i = tokens.length; // a keyword that judges the value itself
      }
    }
    return Pattern.compile(expression + "(/.*)?");
  }
}
