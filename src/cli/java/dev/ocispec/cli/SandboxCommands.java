package dev.ocispec.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The commands below {@code ocispec sandbox}. */
final class SandboxCommands {
  private SandboxCommands() {}

  static CliCommand group(List<String> words, Streams streams) {
    Map<String, Function<Streams, CliCommand>> commands = new LinkedHashMap<>();
    commands.put("spec", SandboxSpecCommand::new);
    commands.put("bundle", SandboxBundleCommand::new);
    commands.put("run", SandboxRunCommand::new);
    commands.put("enter", SandboxEnterCommand::new);
    commands.put("exec", SandboxExecCommand::new);
    commands.put("doctor", SandboxDoctorCommand::new);
    return new GroupCommand(
        "sandbox", "Run builds in isolated containers.", commands, words, streams);
  }
}
