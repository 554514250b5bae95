package dev.ocispec.attestation.internal;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.AttestationCheck;
import tools.jackson.core.JsonGenerator;

/** Attestations as JSON. */
public final class AttestationJson {
  private AttestationJson() {}

  public static void write(Attestation attestation, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("specDigest", attestation.specDigest());
    json.writeStringProperty("runtime", attestation.runtime().toString());
    json.writeBooleanProperty("holds", attestation.holds());
    json.writeName("checks");
    json.writeStartArray();
    for (AttestationCheck check : attestation.checks()) {
      json.writeStartObject();
      json.writeStringProperty("name", check.name());
      json.writeBooleanProperty("holds", check.holds());
      json.writeStringProperty("expected", check.expected());
      json.writeStringProperty("found", check.found());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeName("observed");
    json.writeStartObject();
    attestation
        .observed()
        .sections()
        .forEach(
            (name, lines) -> {
              json.writeName(name);
              json.writeStartArray();
              lines.forEach(json::writeString);
              json.writeEndArray();
            });
    json.writeEndObject();
    json.writeEndObject();
  }
}
