package dev.ocispec.cli;

import dev.ocispec.rule.Difference;
import dev.ocispec.rule.DifferenceEntry;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Says how two configurations differ and what that means for isolation. */
final class DiffCommand extends CliCommand {
  DiffCommand(Streams streams) {
    super("diff", "Show how two configurations differ and what that means for isolation.", streams);
    option("--format", "NAME", "Output format: text (default), json, or html.");
    parameters(
        "FILE", "1..*", "The earlier and the later configuration file; - reads standard input.");
  }

  @Override
  public Integer call() {
    String format = choice("--format", "text", "json", "html");
    if (arguments().size() != 2) {
      throw new UsageException("expected two files, found " + arguments().size());
    }
    String before = arguments().get(0);
    String after = arguments().get(1);
    if (before.equals("-") && after.equals("-")) {
      throw new UsageException("standard input can be one of the two files, not both");
    }
    Difference difference = Difference.between(read(before), read(after));
    streams()
        .write(
            switch (format) {
              case "json" -> json(difference);
              case "html" -> difference.toHtml(Input.name(before), Input.name(after));
              default -> difference.toText();
            });
    return difference.isEmpty() ? ExitCode.OK : ExitCode.NO;
  }

  private Spec read(String file) {
    return (Spec) Input.document(file, "config", streams());
  }

  private static String json(Difference difference) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName("differences");
      json.writeStartArray();
      for (DifferenceEntry entry : difference.entries()) {
        json.writeStartObject();
        json.writeStringProperty("pointer", entry.pointer());
        json.writeStringProperty("change", entry.change().text());
        entry.before().ifPresent(value -> write("before", value, json));
        entry.after().ifPresent(value -> write("after", value, json));
        json.writeStringProperty("meaning", entry.meaning());
        json.writeStringProperty("weight", entry.weight().text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(String name, JsonValue value, JsonGenerator json) {
    json.writeName(name);
    json.writeRawValue(value.toString());
  }
}
