package dev.ocispec.spec.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.Report;
import dev.ocispec.spec.OciObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the schema has against a document that is to be written. Of an edited document it says what
 * was there before: real programs write what the schema refuses, and an edit is not to blame.
 */
public final class EmissionCheck {
  private static final String BEFORE =
      "already present before the edit; Json.unchecked() writes it anyway";

  private EmissionCheck() {}

  /**
   * Lets only those documents pass that the schema has nothing against.
   *
   * @throws InvalidDocumentException with all that it has against this one
   */
  public static void require(OciObject document) {
    require(Walkable.of(document));
  }

  static void require(Walkable document) {
    List<Finding> findings = findings(document);
    if (!findings.isEmpty()) {
      throw new InvalidDocumentException(new Report("generated", findings));
    }
  }

  private static List<Finding> findings(Walkable walkable) {
    List<Finding> findings = SchemaFindings.ofTyped(walkable);
    Optional<Walkable> original = walkable.original().map(Walkable::of);
    if (findings.isEmpty() || original.isEmpty()) {
      return findings;
    }
    Set<String> before =
        SchemaFindings.ofTyped(original.get()).stream()
            .map(EmissionCheck::place)
            .collect(Collectors.toSet());
    return findings.stream()
        .map(f -> before.contains(place(f)) ? f.withSuggestion(BEFORE) : f)
        .toList();
  }

  /** An edit can move what it does not touch in its list. */
  private static String place(Finding finding) {
    return finding.rule()
        + finding.pointer().replaceAll("/[0-9]+(?=/|$)", "/*")
        + finding.message();
  }
}
