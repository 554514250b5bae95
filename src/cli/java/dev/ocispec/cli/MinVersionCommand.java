package dev.ocispec.cli;

import dev.ocispec.version.MinimumVersion;
import dev.ocispec.version.MinimumVersion.Reason;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Prints the lowest release that defines everything a document uses. */
final class MinVersionCommand extends CliCommand {
  MinVersionCommand(Streams streams) {
    super(
        "min-version",
        "Print the lowest release that defines everything a document uses.",
        streams);
    option(
        "--document",
        "KIND",
        "Document kind: config, state, features, process-state, or auto (default).");
    flag("--explain", "Also list each member or value and the release it requires.");
    option("--format", "NAME", "Output format: text (default) or json.");
    parameters("FILE", "1", "Document file; - reads standard input.");
  }

  @Override
  public Integer call() {
    String kind = choice("--document", DocumentOption.KINDS);
    boolean json = choice("--format", "text", "json").equals("json");
    String file = arguments().get(0);
    MinimumVersion found = MinimumVersion.of(Input.document(file, kind, streams()));
    List<Reason> missing = found.missing();
    if (json) {
      streams().write(json(file, found));
    } else if (missing.isEmpty()) {
      streams().write(text(found));
    }
    for (Reason reason : missing) {
      streams()
          .err()
          .println(
              "ocispec: no release defines everything in the document: "
                  + reason
                  + " was removed after "
                  + reason.until().orElse(reason.since())
                  + ", and "
                  + found.demands().get(0)
                  + " was introduced in "
                  + found.release());
    }
    return missing.isEmpty() ? ExitCode.OK : ExitCode.NO;
  }

  private String text(MinimumVersion found) {
    StringBuilder text = new StringBuilder(found.release() + "\n");
    if (has("--explain")) {
      found.demands().forEach(r -> text.append(r.since()).append(' ').append(r).append('\n'));
    }
    return text.toString();
  }

  private byte[] json(String file, MinimumVersion found) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("file", file);
      if (found.missing().isEmpty()) {
        json.writeStringProperty("version", found.release().version());
      } else {
        json.writeNullProperty("version");
        reasons("missing", found.missing(), json);
      }
      if (has("--explain")) {
        reasons("reasons", found.demands(), json);
      }
      json.writeEndObject();
    }
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void reasons(String name, List<Reason> reasons, JsonGenerator json) {
    json.writeName(name);
    json.writeStartArray();
    for (Reason reason : reasons) {
      json.writeStartObject();
      json.writeStringProperty("since", reason.since().version());
      reason.until().ifPresent(until -> json.writeStringProperty("until", until.version()));
      json.writeStringProperty("pointer", reason.pointer());
      if (!reason.value().isEmpty()) {
        json.writeStringProperty("value", reason.value());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
