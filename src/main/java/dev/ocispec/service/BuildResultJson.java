package dev.ocispec.service;

import dev.ocispec.attestation.internal.AttestationJson;
import java.io.StringWriter;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Results as JSON; the form is stable and documented in {@code docs/build-service.md}. */
final class BuildResultJson {
  private BuildResultJson() {}

  static String of(BuildResult result) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      write(result, json);
    }
    return text.toString();
  }

  private static void write(BuildResult result, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("status", result.status().id());
    write("reason", result.reason(), json);
    write("reasonCode", result.reasonCode().map(ReasonCode::id), json);
    json.writeName("exitCode");
    if (result.exitCode().isPresent()) {
      json.writeNumber(result.exitCode().getAsInt());
    } else {
      json.writeNull();
    }
    json.writeName("signal");
    if (result.signal().isPresent()) {
      json.writeNumber(result.signal().get().number());
    } else {
      json.writeNull();
    }
    json.writeNumberProperty("durationMillis", result.duration().toMillis());
    if (result.usage().isPresent()) {
      json.writeName("usage");
      BuildUsageJson.write(result.usage().get(), json);
    }
    json.writeBooleanProperty("cached", result.cached());
    json.writeStringProperty("logTail", result.logTail());
    if (result.shell().isPresent()) {
      json.writeName("shell");
      json.writeStartObject();
      json.writeStringProperty("path", result.shell().get().path().toString());
      json.writeStringProperty("kind", result.shell().get().kind().id());
      json.writeEndObject();
    }
    json.writeName("outputs");
    json.writeStartArray();
    result.outputs().forEach(output -> write(output, json));
    json.writeEndArray();
    result.folder().ifPresent(folder -> json.writeStringProperty("bundle", folder.toString()));
    if (result.attestation().isPresent()) {
      json.writeName("attestation");
      AttestationJson.write(result.attestation().get(), json);
    }
    json.writeEndObject();
  }

  private static void write(String name, Optional<String> text, JsonGenerator json) {
    json.writeName(name);
    if (text.isPresent()) {
      json.writeString(text.get());
    } else {
      json.writeNull();
    }
  }

  private static void write(BuildOutput output, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("path", output.path());
    output.hostPath().ifPresent(place -> json.writeStringProperty("hostPath", place.toString()));
    json.writeName("references");
    json.writeStartArray();
    output.references().forEach(json::writeString);
    json.writeEndArray();
    output.digest().ifPresent(digest -> json.writeStringProperty("digest", digest));
    output.contentDigest().ifPresent(own -> json.writeStringProperty("contentDigest", own));
    if (!output.leavingLinks().isEmpty()) {
      json.writeName("leavingLinks");
      json.writeStartArray();
      output.leavingLinks().forEach(link -> write(link, json));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(LeavingLink link, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("path", link.path());
    json.writeStringProperty("target", link.target());
    json.writeEndObject();
  }
}
