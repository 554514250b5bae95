package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.rule.Rules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Verdicts as SARIF 2.1.0, which code hosts and editors read. Results come first and are written as
 * they are reached; the rules that they refer to come after the last.
 */
final class VerdictSarif implements VerdictOutput {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String FINGERPRINT = "ocispecFinding/v1";

  private final Streams streams;
  private final JsonGenerator json;
  private final SarifRules rules;
  private final Map<String, Integer> used = new LinkedHashMap<>();
  private final List<String> unread = new ArrayList<>();
  private boolean begun;

  VerdictSarif(Streams streams, Rules rules) {
    this.streams = streams;
    this.rules = new SarifRules(rules);
    this.json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), new ResultStream(streams));
  }

  private void begin() {
    if (begun) {
      return;
    }
    begun = true;
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("version", "2.1.0");
    json.writeName("runs");
    json.writeStartArray();
    json.writeStartObject();
    json.writeStringProperty("columnKind", "unicodeCodePoints");
    json.writeName("results");
    json.writeStartArray();
  }

  @Override
  public void verdict(Verdict verdict) {
    begin();
    String location = SarifLocation.of(verdict.file());
    verdict.report().findings().forEach(finding -> write(finding, location));
    json.flush();
  }

  @Override
  public void unread(String file, String reason) {
    unread.add(reason);
  }

  private void write(Finding finding, String location) {
    int index = used.computeIfAbsent(finding.rule(), rule -> used.size());
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.rule());
    json.writeNumberProperty("ruleIndex", index);
    json.writeStringProperty("level", level(finding.level()));
    json.writeName("message");
    json.writeStartObject();
    String place = finding.pointer().isEmpty() ? "(document)" : finding.pointer();
    String advice = finding.suggestion().map(text -> "; " + text).orElse("");
    json.writeStringProperty("text", place + ": " + finding.message() + advice);
    json.writeEndObject();
    writeLocation(finding, location);
    json.writeName("partialFingerprints");
    json.writeStartObject();
    json.writeStringProperty(FINGERPRINT, fingerprint(finding));
    json.writeEndObject();
    json.writeName("properties");
    json.writeStartObject();
    json.writeStringProperty("level", finding.level().text());
    finding.runtimes().ifPresent(runtimes -> json.writeStringProperty("runtimes", runtimes));
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeLocation(Finding finding, String location) {
    json.writeName("locations");
    json.writeStartArray();
    json.writeStartObject();
    json.writeName("physicalLocation");
    json.writeStartObject();
    json.writeName("artifactLocation");
    json.writeStartObject();
    json.writeStringProperty("uri", location);
    json.writeEndObject();
    if (finding.line().isPresent()) {
      json.writeName("region");
      json.writeStartObject();
      json.writeNumberProperty("startLine", finding.line().getAsInt());
      json.writeNumberProperty("startColumn", finding.column().orElse(1));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeName("logicalLocations");
    json.writeStartArray();
    json.writeStartObject();
    json.writeStringProperty("fullyQualifiedName", finding.pointer());
    json.writeStringProperty("kind", "element");
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  @Override
  public void end() {
    begin();
    json.writeEndArray();
    json.writeName("tool");
    json.writeStartObject();
    json.writeName("driver");
    json.writeStartObject();
    json.writeStringProperty("name", "ocispec");
    String version = VerdictSarif.class.getPackage().getImplementationVersion();
    if (version != null) {
      json.writeStringProperty("version", version);
    }
    json.writeName("rules");
    json.writeStartArray();
    used.keySet().forEach(rule -> rules.write(rule, json));
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    writeInvocation();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    streams.write("\n");
  }

  private void writeInvocation() {
    json.writeName("invocations");
    json.writeStartArray();
    json.writeStartObject();
    json.writeBooleanProperty("executionSuccessful", unread.isEmpty());
    if (!unread.isEmpty()) {
      json.writeName("toolExecutionNotifications");
      json.writeStartArray();
      for (String reason : unread) {
        json.writeStartObject();
        json.writeStringProperty("level", "error");
        json.writeName("message");
        json.writeStartObject();
        json.writeStringProperty("text", reason);
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  static String level(Level level) {
    return switch (level) {
      case MUST -> "error";
      case RUNTIME, SHOULD -> "warning";
      case INFO -> "note";
    };
  }

  /** The same for the same finding wherever in the file it has moved. */
  private static String fingerprint(Finding finding) {
    String parts = finding.rule() + "\0" + finding.pointer() + "\0" + finding.message();
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(parts.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
