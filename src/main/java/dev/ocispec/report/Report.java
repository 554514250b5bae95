package dev.ocispec.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that was found in one document.
 *
 * @param engine what judged it, for instance {@code generated} or {@code json-schema-validator}
 * @param findings the findings in document order; empty when there is nothing to say
 */
public record Report(String engine, List<Finding> findings) {

  /** Copies the list. */
  public Report {
    findings = List.copyOf(findings);
  }

  /** Whether nothing was found at level {@link Level#MUST}. */
  public boolean isValid() {
    return !has(Level.MUST);
  }

  /** Whether there is a finding at {@code threshold} or a heavier level. */
  public boolean has(Level threshold) {
    return findings.stream().anyMatch(finding -> finding.level().isAtLeast(threshold));
  }

  /** The report without the findings that are lighter than {@code threshold}. */
  public Report atLeast(Level threshold) {
    return new Report(
        engine, findings.stream().filter(f -> f.level().isAtLeast(threshold)).toList());
  }

  /** One line for each finding, joined by line feeds; empty when there is none. */
  public String toText() {
    return findings.stream().map(Finding::toLine).collect(Collectors.joining("\n"));
  }
}
