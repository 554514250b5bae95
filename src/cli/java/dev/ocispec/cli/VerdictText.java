package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;

/** Verdicts for programs that read lines: one for each finding, or one that says there is none. */
final class VerdictText implements VerdictOutput {
  private final Streams streams;

  VerdictText(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void verdict(Verdict verdict) {
    String file = ForeignText.oneLine(verdict.file());
    StringBuilder text = new StringBuilder();
    for (Finding finding : verdict.report().findings()) {
      text.append(file).append(':').append(finding.toLine()).append('\n');
    }
    if (text.isEmpty()) {
      text.append(file).append(": valid (").append(verdict.kind().text()).append(")\n");
    }
    streams.write(text.toString());
  }
}
