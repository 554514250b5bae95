package dev.ocispec.validation;

import dev.ocispec.Shared;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Engines and their answers, to be compared. */
final class Verdicts {
  static final String OFFICIAL = "official-schema/v1.3.0";

  /** Loading takes about a second, so it is done once. */
  static final SchemaValidator LIBRARY = SchemaValidator.ofLibrary();

  private static SchemaValidator official;

  private Verdicts() {}

  /** By the official files; skips the test when they are absent. */
  static synchronized SchemaValidator official() {
    if (official == null) {
      official = SchemaValidator.of(Shared.path(OFFICIAL));
    }
    return official;
  }

  /** What was found where, without the words, which are each engine's own. */
  static Set<String> places(Report report) {
    return report.findings().stream()
        .map(Verdicts::place)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String place(Finding finding) {
    return "%s at %s in line %d column %d"
        .formatted(
            finding.rule(),
            finding.pointer(),
            finding.line().orElse(0),
            finding.column().orElse(0));
  }
}
