package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Verdicts as JSON; the form is stable and documented in {@code docs/cli.md}. */
final class VerdictJson implements VerdictOutput {
  private final Streams streams;
  private final JsonGenerator json;
  private boolean begun;

  VerdictJson(Streams streams) {
    this.streams = streams;
    this.json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), new ResultStream(streams));
  }

  private void begin() {
    if (!begun) {
      begun = true;
      json.writeStartObject();
      json.writeName("documents");
      json.writeStartArray();
    }
  }

  @Override
  public void verdict(Verdict verdict) {
    begin();
    json.writeStartObject();
    json.writeStringProperty("file", verdict.file());
    json.writeStringProperty("document", verdict.kind().text());
    json.writeStringProperty("engine", verdict.found().engine());
    json.writeBooleanProperty("valid", verdict.isValid());
    json.writeName("findings");
    json.writeStartArray();
    verdict.report().findings().forEach(finding -> write(finding, json));
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }

  @Override
  public void end() {
    begin();
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    streams.write("\n");
  }

  /** One finding, as an object. */
  static void write(Finding finding, JsonGenerator json) {
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
    finding.runtimes().ifPresent(runtimes -> json.writeStringProperty("runtimes", runtimes));
    finding.suggestion().ifPresent(advice -> json.writeStringProperty("suggestion", advice));
    json.writeEndObject();
  }
}
