package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.report.internal.ForeignText;

/** Verdicts for people: a heading for each file, and the line that each finding is about. */
final class VerdictTerminal implements VerdictOutput {
  private static final int LONGEST_POINTER = 200;

  private final Streams streams;
  private final TerminalStyle style;

  VerdictTerminal(Streams streams, TerminalStyle style) {
    this.streams = streams;
    this.style = style;
  }

  @Override
  public void verdict(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append(style.strong(ForeignText.oneLine(verdict.file()))).append(": ");
    text.append(verdict.isValid() ? style.good("valid") : style.level(Level.MUST, "invalid"));
    text.append(" (").append(verdict.kind().text()).append(")\n");
    if (!verdict.report().findings().isEmpty()) {
      SourceExcerpts source = new SourceExcerpts(verdict.text().bytes());
      verdict.report().findings().forEach(finding -> append(finding, source, text));
      text.append('\n');
    }
    streams.write(text.toString());
  }

  private void append(Finding finding, SourceExcerpts source, StringBuilder text) {
    String pointer = ForeignText.withoutMiddle(finding.pointer(), LONGEST_POINTER);
    text.append("\n  ")
        .append(style.level(finding.level(), finding.level().text()))
        .append(' ')
        .append(style.strong(pointer.isEmpty() ? "(document)" : pointer))
        .append(' ')
        .append(style.faint("[" + finding.rule() + "]"))
        .append("\n  ")
        .append(ForeignText.oneLine(finding.message()))
        .append('\n');
    if (finding.line().isPresent()) {
      int line = finding.line().getAsInt();
      source
          .at(line, finding.column().orElse(1))
          .ifPresent(excerpt -> append(line, excerpt, finding.level(), text));
    }
    finding.suggestion().ifPresent(advice -> line("help", advice, text));
    finding.runtimes().ifPresent(runtimes -> line("runtimes", runtimes, text));
    finding.specification().ifPresent(section -> line("see", section, text));
  }

  private void append(int line, SourceExcerpts.Excerpt excerpt, Level level, StringBuilder text) {
    String number = Integer.toString(line);
    text.append(style.faint("  " + number + " | ")).append(excerpt.text()).append('\n');
    text.append(style.faint("  " + " ".repeat(number.length()) + " | "))
        .append(" ".repeat(excerpt.caret()))
        .append(style.level(level, "^"))
        .append('\n');
  }

  private void line(String label, String words, StringBuilder text) {
    text.append("  ").append(style.faint(label + ": ")).append(ForeignText.oneLine(words));
    text.append('\n');
  }
}
