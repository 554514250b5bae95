package dev.ocispec.request;

import dev.ocispec.host.internal.PathBytes;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the JSON form of requests: equal requests give equal bytes. */
final class BuildRequestWriter {
  private final JsonGenerator json;

  private BuildRequestWriter(JsonGenerator json) {
    this.json = json;
  }

  static byte[] bytes(BuildRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
      new BuildRequestWriter(json).write(request);
    }
    return bytes.toByteArray();
  }

  private void write(BuildRequest request) {
    json.writeStartObject();
    objects(
        "inputs",
        request.inputs(),
        input -> {
          text("name", input.name());
          input.source().ifPresent(source -> text("source", PathBytes.text(source)));
        });
    texts("commandArgs", request.commandArgs());
    request.workingDir().ifPresent(path -> text("workingDir", path));
    texts("scratchPaths", request.scratchPaths());
    request.inputsDir().ifPresent(path -> text("inputsDir", path));
    texts("outputs", request.outputs());
    objects(
        "environment",
        request.environment(),
        variable -> {
          text("key", variable.key());
          text("value", variable.value());
        });
    json.writeName("constraints");
    write(request.constraints());
    objects(
        "additionalFiles",
        request.additionalFiles(),
        file -> {
          text("path", file.path());
          json.writeName("contentsBase64");
          json.writeBinary(file.contents());
        });
    texts("refscanNeedles", request.refscanNeedles());
    objects(
        ExpectedOutputs.MEMBER,
        request.outputDigests(),
        promise -> {
          text("path", promise.path());
          text("digest", promise.digest().toString());
        });
    if (request.normalise().isPresent()) {
      json.writeName("normalise");
      json.writeStartObject();
      json.writeNumberProperty("epoch", request.normalise().getAsLong());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void write(BuildConstraints constraints) {
    json.writeStartObject();
    constraints.system().ifPresent(system -> text("system", system));
    if (constraints.minMemory() != 0) {
      json.writeNumberProperty("minMemory", constraints.minMemory());
    }
    texts("availableReadOnlyPaths", constraints.availableReadOnlyPaths());
    constraints.network().ifPresent(network -> text("network", network.text()));
    json.writeBooleanProperty("provideBinSh", constraints.provideBinSh());
    constraints.rootFs().ifPresent(folder -> text("rootFs", PathBytes.text(folder)));
    texts("overlays", constraints.overlays());
    json.writeName("limits");
    LimitRows.write(constraints.limits(), json);
    json.writeEndObject();
  }

  private void text(String name, String value) {
    json.writeStringProperty(name, value);
  }

  private void texts(String name, Collection<String> values) {
    if (!values.isEmpty()) {
      json.writeName(name);
      json.writeStartArray();
      values.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private <T> void objects(String name, Collection<T> values, Consumer<T> members) {
    if (!values.isEmpty()) {
      json.writeName(name);
      json.writeStartArray();
      for (T value : values) {
        json.writeStartObject();
        members.accept(value);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
