package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;

/**
 * What was found in one file.
 *
 * @param file the file as it was named
 * @param kind what it was taken for
 * @param valid whether nothing was found at level must
 * @param report the findings that were asked for
 */
record Verdict(String file, DocumentKind kind, boolean valid, Report report) {
  int exitCode(Level level) {
    if (report.findings().stream().anyMatch(f -> f.rule().equals("json-limit"))) {
      return ExitCode.INPUT;
    }
    return report.has(level) ? ExitCode.NO : ExitCode.OK;
  }

  /** One line for each finding, or one that says that there is none. */
  String toText() {
    if (report.findings().isEmpty()) {
      return file + ": valid (" + kind.text() + ")\n";
    }
    StringBuilder text = new StringBuilder();
    for (Finding finding : report.findings()) {
      text.append(file).append(':').append(finding.toLine()).append('\n');
    }
    return text.toString();
  }
}
