package dev.ocispec.cli;

import dev.ocispec.json.Json;
import java.nio.charset.StandardCharsets;

/** Prints the state of one container. */
final class RuntimeStateCommand extends CliCommand {
  RuntimeStateCommand(Streams streams) {
    super("state", "Print a container's state.", streams);
    RuntimeOptions.declare(this);
    parameters("ID", "1", "Container id.");
  }

  @Override
  public Integer call() {
    String json =
        Json.unchecked().toPrettyString(RuntimeOptions.chosen(this).state(arguments().get(0)));
    streams().write(json.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }
}
