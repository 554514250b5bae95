package dev.ocispec.codegen;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
 * @param specification the specification that it is from
 * @param loss what a document for an older release loses without it; empty when the schema does not
 *     say
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
    List<String> examples,
    Specification specification,
    Optional<Loss> loss) {

  /** Whether {@code text} has the form of a release's version. */
  static boolean isRelease(String text) {
    return text.matches("[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  /** Whether the release {@code one} came after {@code other}. */
  static boolean isLater(String one, String other) {
    return Arrays.compare(numbers(one), numbers(other)) > 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  boolean deprecated() {
    return !deprecatedSince.isEmpty();
  }
}
