package dev.ocispec.cli;

import static dev.ocispec.report.internal.XmlText.attribute;
import static dev.ocispec.report.internal.XmlText.escape;

import dev.ocispec.report.Finding;
import java.util.List;

/**
 * Verdicts as JUnit's XML, which CI servers read: a suite for each file, a failed test for each
 * finding, or one that passed when there is none.
 */
final class VerdictJunit implements VerdictOutput {
  private final Streams streams;
  private boolean begun;

  VerdictJunit(Streams streams) {
    this.streams = streams;
  }

  private void write(String text) {
    String start =
        begun
            ? ""
            : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<testsuites name=\"ocispec validate\">\n";
    begun = true;
    streams.write(start + text);
  }

  @Override
  public void verdict(Verdict verdict) {
    List<Finding> findings = verdict.report().findings();
    StringBuilder xml = new StringBuilder();
    begin(verdict.file(), Math.max(1, findings.size()), findings.size(), 0, xml);
    if (findings.isEmpty()) {
      xml.append("    <testcase name=\"valid (").append(verdict.kind().text()).append(")\"");
      attribute("classname", verdict.file(), xml);
      xml.append("/>\n");
    }
    for (Finding finding : findings) {
      String pointer = finding.pointer().isEmpty() ? "(document)" : finding.pointer();
      xml.append("    <testcase");
      attribute("name", finding.rule() + " " + pointer, xml);
      attribute("classname", verdict.file(), xml);
      finding.line().ifPresent(line -> attribute("line", Integer.toString(line), xml));
      xml.append(">\n      <failure");
      attribute("type", finding.level().text(), xml);
      attribute("message", finding.message(), xml);
      xml.append('>');
      escape(verdict.file() + ":" + finding.toLine(), xml);
      xml.append("</failure>\n    </testcase>\n");
    }
    write(xml.append("  </testsuite>\n").toString());
  }

  @Override
  public void unread(String file, String reason) {
    StringBuilder xml = new StringBuilder();
    begin(file, 1, 0, 1, xml);
    xml.append("    <testcase name=\"readable\"");
    attribute("classname", file, xml);
    xml.append(">\n      <error");
    attribute("message", reason, xml);
    write(xml.append("/>\n    </testcase>\n  </testsuite>\n").toString());
  }

  @Override
  public void end() {
    write("</testsuites>\n");
  }

  private static void begin(String file, int tests, int failures, int errors, StringBuilder xml) {
    xml.append("  <testsuite");
    attribute("name", file, xml);
    attribute("tests", Integer.toString(tests), xml);
    attribute("failures", Integer.toString(failures), xml);
    attribute("errors", Integer.toString(errors), xml);
    attribute("skipped", "0", xml);
    xml.append(">\n");
  }
}
