package dev.ocispec.cli;

import dev.ocispec.rule.Explanation;
import dev.ocispec.rule.Statement;
import dev.ocispec.spec.Spec;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Says what a container is and may do. */
final class ExplainCommand extends CliCommand {
  ExplainCommand(Streams streams) {
    super("explain", "Explain what a container is and may do, the weightiest first.", streams);
    option("--format", "NAME", "Output format: text (default), json, or html.");
    parameters("FILE", "1", "Configuration file; - reads standard input.");
  }

  @Override
  public Integer call() {
    String format = choice("--format", "text", "json", "html");
    String file = arguments().get(0);
    Explanation explanation = Explanation.of((Spec) Input.document(file, "config", streams()));
    streams()
        .write(
            switch (format) {
              case "json" -> json(file, explanation);
              case "html" -> explanation.toHtml(Input.name(file));
              default -> explanation.toText();
            });
    return ExitCode.OK;
  }

  private static String json(String file, Explanation explanation) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("file", file);
      json.writeName("statements");
      json.writeStartArray();
      for (Statement statement : explanation.statements()) {
        json.writeStartObject();
        json.writeStringProperty("topic", statement.topic().text());
        json.writeStringProperty("weight", statement.weight().text());
        json.writeStringProperty("pointer", statement.pointer());
        json.writeStringProperty("statement", statement.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }
}
