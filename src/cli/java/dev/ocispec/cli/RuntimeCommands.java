package dev.ocispec.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The commands below {@code ocispec runtime}. */
final class RuntimeCommands {
  private RuntimeCommands() {}

  static CliCommand group(Streams streams) {
    Map<String, Function<Streams, CliCommand>> commands = new LinkedHashMap<>();
    commands.put("features", RuntimeFeaturesCommand::new);
    commands.put("list", RuntimeListCommand::new);
    commands.put("state", RuntimeStateCommand::new);
    return new GroupCommand("runtime", "Query a container runtime.", commands, streams);
  }
}
