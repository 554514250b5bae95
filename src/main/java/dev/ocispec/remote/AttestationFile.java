package dev.ocispec.remote;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.internal.AttestationJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What was seen of an action's sandbox, as a log of the server. */
final class AttestationFile {
  private static final String NAME = "attestation.json";

  private AttestationFile() {}

  static void write(Path logs, Attestation attestation) throws IOException {
    try (OutputStream out =
            Files.newOutputStream(
                logs.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      AttestationJson.write(attestation, json);
    }
  }
}
