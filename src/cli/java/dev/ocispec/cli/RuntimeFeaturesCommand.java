package dev.ocispec.cli;

import dev.ocispec.json.Json;
import java.nio.charset.StandardCharsets;

/** Prints what a runtime says that it can do. */
final class RuntimeFeaturesCommand extends CliCommand {
  RuntimeFeaturesCommand(Streams streams) {
    super("features", "Print the features document that a runtime reports.", streams);
    RuntimeOptions.declare(this);
  }

  @Override
  public Integer call() {
    String json = Json.unchecked().toPrettyString(RuntimeOptions.chosen(this).features());
    streams().write(json.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }
}
