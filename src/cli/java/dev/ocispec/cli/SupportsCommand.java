package dev.ocispec.cli;

import dev.ocispec.features.Features;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.Support;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.UnsupportedVerbException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Tells whether a runtime can run a configuration, and what it lacks. */
final class SupportsCommand extends CliCommand {
  SupportsCommand(Streams streams) {
    super("supports", "Tell whether a runtime supports all that a configuration uses.", streams);
    option("--features", "FILE", "Features document of the runtime; - reads standard input.");
    option("--runtime", "PATH", "Runtime executable to ask, or its name on PATH.");
    option("--format", "NAME", "Output format: text (default) or json.");
    parameters("SPEC", "1", "Configuration file; - reads standard input.");
  }

  @Override
  public Integer call() {
    String file = arguments().get(0);
    boolean json = choice("--format", "text", "json").equals("json");
    if (has("--features") == has("--runtime")) {
      throw new UsageException(
          "expected either --features or --runtime, found "
              + (has("--features") ? "both" : "neither"));
    }
    JsonDocument spec = Input.text(file, streams());
    Optional<Features> features = features(file);
    if (features.isEmpty()) {
      return ExitCode.HOST;
    }
    Support support;
    try {
      support = Support.of(spec, features.get());
    } catch (UnreadableDocumentException e) {
      throw e.from(file.equals("-") ? "standard input" : file);
    }
    streams().write(json ? json(file, support) : text(file, support));
    return support.isSupported() ? ExitCode.OK : ExitCode.NO;
  }

  /** What the runtime says of itself; empty when it can't, which is then on standard error. */
  private Optional<Features> features(String file) {
    String document = value("--features");
    if (document == null) {
      return ask(RuntimeOptions.named(required("--runtime", "the runtime to ask")));
    }
    if (document.equals("-") && file.equals("-")) {
      throw new UsageException("standard input is either the configuration or the features");
    }
    return Optional.of(
        (Features) Input.document(document, DocumentKind.FEATURES.text(), streams()));
  }

  private Optional<Features> ask(OciRuntime runtime) {
    try {
      return Optional.of(runtime.features());
    } catch (UnsupportedVerbException e) {
      streams()
          .err()
          .println(
              "ocispec: "
                  + value("--runtime")
                  + " cannot tell what it supports: it has no features command ("
                  + e.getMessage()
                  + "); pass a features document of this runtime with --features");
      return Optional.empty();
    }
  }

  /** The answer, then one line for each finding. */
  private static byte[] text(String file, Support support) {
    StringBuilder text = new StringBuilder(file + ": " + support.answer() + "\n");
    for (Finding finding : support.findings()) {
      text.append(file).append(':').append(finding.toLine()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(String file, Support support) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("file", file);
      json.writeBooleanProperty("supported", support.isSupported());
      json.writeName("findings");
      json.writeStartArray();
      support.findings().forEach(finding -> VerdictJson.write(finding, json));
      json.writeEndArray();
      json.writeEndObject();
    }
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
