package dev.ocispec.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The commands below {@code ocispec runtime}. */
final class RuntimeCommands {
  private RuntimeCommands() {}

  static CliCommand group(List<String> words, Streams streams) {
    Map<String, Function<Streams, CliCommand>> commands = new LinkedHashMap<>();
    commands.put("run", RuntimeRunCommand::new);
    commands.put("exec", RuntimeExecCommand::new);
    commands.put("features", RuntimeFeaturesCommand::new);
    commands.put("list", RuntimeListCommand::new);
    commands.put("state", RuntimeStateCommand::new);
    commands.put("doctor", RuntimeDoctorCommand::new);
    return new GroupCommand(
        "runtime", "Use and query a container runtime.", commands, words, streams);
  }
}
