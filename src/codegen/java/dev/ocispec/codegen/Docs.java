package dev.ocispec.codegen;

import java.util.List;

/**
 * What the schema tells people about a type, member or value. Texts are empty where there is none.
 *
 * @param description meaning
 * @param absent what leaving the member out means
 * @param unit unit of a quantity
 * @param defaultValue default as JSON
 * @param since release that introduced it
 * @param until the last release that has it; empty when the newest has it
 * @param deprecatedSince release that deprecated it
 * @param deprecatedReason why, and what to use instead
 * @param platforms the only platforms it is for; empty for all
 * @param section file and anchor in the specification's prose
 * @param examples sample values as JSON
 */
public record Docs(
    String description,
    String absent,
    String unit,
    String defaultValue,
    String since,
    String until,
    String deprecatedSince,
    String deprecatedReason,
    List<String> platforms,
    String section,
    List<String> examples) {

  /** Whether {@code text} has the form of a release's version. */
  static boolean isRelease(String text) {
    return text.matches("[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  boolean deprecated() {
    return !deprecatedSince.isEmpty();
  }
}
