package dev.ocispec.cli;

import dev.ocispec.json.Json;
import java.nio.charset.StandardCharsets;

/** Reads a document into its type and prints it again. */
final class RoundtripCommand extends CliCommand {
  RoundtripCommand(Streams streams) {
    super("roundtrip", "Parse a document into its Java type and print it back.", streams);
    option(
        "--document",
        "KIND",
        "Document kind: config, state, features, process-state, or auto (default).");
    parameters("FILE", "1", "Document file; - reads standard input.");
  }

  @Override
  public Integer call() {
    String kind = choice("--document", DocumentOption.KINDS);
    // Reading is lenient about the schema's constraints, and so is this: what was read is printed.
    String json =
        Json.unchecked().toPrettyString(Input.document(arguments().get(0), kind, streams()));
    streams().write(json.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }
}
