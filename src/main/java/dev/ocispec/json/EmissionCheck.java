package dev.ocispec.json;

import dev.ocispec.report.Finding;
import dev.ocispec.schema.internal.SchemaCheck;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.internal.Walkable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the schema has against a document that is to be written. Of an edited document it says what
 * was there before: real programs write what the schema refuses, and an edit is not to blame.
 */
final class EmissionCheck {
  private static final String BEFORE =
      "it was there before the edit; Json.unchecked() writes it all the same";

  private EmissionCheck() {}

  static List<Finding> of(OciObject document) {
    Walkable walkable = Walkable.of(document);
    List<Finding> findings = check(walkable);
    Optional<Walkable> original = walkable.original().map(Walkable::of);
    if (findings.isEmpty() || original.isEmpty()) {
      return findings;
    }
    Set<String> before =
        check(original.get()).stream().map(EmissionCheck::place).collect(Collectors.toSet());
    return findings.stream()
        .map(f -> before.contains(place(f)) ? f.withSuggestion(BEFORE) : f)
        .toList();
  }

  private static List<Finding> check(Walkable document) {
    return SchemaCheck.ofTyped(document.schema(), document::accept);
  }

  /** An edit can move what it does not touch in its list. */
  private static String place(Finding finding) {
    return finding.rule()
        + finding.pointer().replaceAll("/[0-9]+(?=/|$)", "/*")
        + finding.message();
  }
}
