package dev.ocispec.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The findings in one document.
 *
 * @param engine what validated it, for instance {@code generated} or {@code json-schema-validator}
 * @param findings the findings in document order; empty when there is nothing to say
 */
public record Report(String engine, List<Finding> findings) {

  /**
   * Copies the list.
   *
   * @param engine what validated it, for instance {@code generated} or {@code
   *     json-schema-validator}
   * @param findings the findings in document order; empty when there is nothing to say
   */
  public Report {
    findings = List.copyOf(findings);
  }

  /** {@return whether nothing was found at level {@link Level#MUST}} */
  public boolean isValid() {
    return !has(Level.MUST);
  }

  /**
   * {@return whether there is a finding at {@code threshold} or a heavier level}
   *
   * @param threshold the lightest level that counts
   */
  public boolean has(Level threshold) {
    return findings.stream().anyMatch(finding -> finding.level().isAtLeast(threshold));
  }

  /**
   * {@return the report without the findings that are lighter than {@code threshold}}
   *
   * @param threshold the lightest level that is kept
   */
  public Report atLeast(Level threshold) {
    return new Report(
        engine, findings.stream().filter(f -> f.level().isAtLeast(threshold)).toList());
  }

  /**
   * {@return all for people: one line for each finding, then how many there are of each level, for
   * instance {@code 3 findings: 1 must, 2 should}; {@code no findings} when there is none}
   */
  public String summary() {
    if (findings.isEmpty()) {
      return "no findings";
    }
    StringBuilder text = new StringBuilder(toText()).append('\n').append(findings.size());
    text.append(findings.size() == 1 ? " finding: " : " findings: ");
    return text.append(
            Arrays.stream(Level.values())
                .filter(level -> count(level) > 0)
                .map(level -> count(level) + " " + level.text())
                .collect(Collectors.joining(", ")))
        .toString();
  }

  private long count(Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  /** {@return one line for each finding, joined by line feeds; empty when there is none} */
  public String toText() {
    return findings.stream().map(Finding::toLine).collect(Collectors.joining("\n"));
  }
}
