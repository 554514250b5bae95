package dev.ocispec.validation;

import dev.ocispec.rule.DocumentKind;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A document that is valid, or breaks one keyword of the schema at one place.
 *
 * @param kind what the document is
 * @param occurrences the places of {@code schema/} whose keywords it tries
 * @param schemaPointer the schema that judges the value, as a pointer with all references expanded
 * @param value the value that matters
 * @param document the whole document
 * @param finding the rule that is broken and the place of the document; empty when it is valid
 */
record KeywordCase(
    DocumentKind kind,
    List<String> occurrences,
    String schemaPointer,
    JsonNode value,
    JsonNode document,
    String finding) {

  boolean valid() {
    return finding.isEmpty();
  }

  @Override
  public String toString() {
    return kind.text() + " " + occurrences + ": " + document;
  }
}
