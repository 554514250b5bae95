package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Verdicts as JSON; the form is stable and documented in {@code docs/cli.md}. */
final class VerdictJson {
  private VerdictJson() {}

  static byte[] of(List<Verdict> verdicts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName("documents");
      json.writeStartArray();
      for (Verdict verdict : verdicts) {
        json.writeStartObject();
        json.writeStringProperty("file", verdict.file());
        json.writeStringProperty("document", verdict.kind().text());
        json.writeStringProperty("engine", verdict.report().engine());
        json.writeBooleanProperty("valid", verdict.valid());
        json.writeName("findings");
        json.writeStartArray();
        verdict.report().findings().forEach(finding -> write(finding, json));
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Finding finding, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule", finding.rule());
    json.writeStringProperty("level", finding.level().text());
    json.writeStringProperty("pointer", finding.pointer());
    finding.line().ifPresent(line -> json.writeNumberProperty("line", line));
    finding.column().ifPresent(column -> json.writeNumberProperty("column", column));
    json.writeStringProperty("message", finding.message());
    finding
        .specification()
        .ifPresent(section -> json.writeStringProperty("specification", section));
    finding.suggestion().ifPresent(advice -> json.writeStringProperty("suggestion", advice));
    json.writeEndObject();
  }
}
