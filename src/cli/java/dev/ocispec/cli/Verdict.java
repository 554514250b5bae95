package dev.ocispec.cli;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;

/**
 * What was found in one file.
 *
 * @param file the file as it was named
 * @param kind what it was taken for
 * @param text what stands in it
 * @param found all that was found
 * @param least the lightest level that was asked for
 */
record Verdict(String file, DocumentKind kind, JsonDocument text, Report found, Level least) {
  /** Whether nothing was found at level must. */
  boolean isValid() {
    return found.isValid();
  }

  /** The findings that were asked for. */
  Report report() {
    return found.atLeast(least);
  }

  int exitCode() {
    if (found.findings().stream().anyMatch(f -> f.rule().equals("json-limit"))) {
      return ExitCode.INPUT;
    }
    return found.has(least) ? ExitCode.NO : ExitCode.OK;
  }
}
