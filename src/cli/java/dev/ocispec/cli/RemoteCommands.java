package dev.ocispec.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The commands below {@code ocispec remote}. */
final class RemoteCommands {
  private RemoteCommands() {}

  static CliCommand group(List<String> words, Streams streams) {
    Map<String, Function<Streams, CliCommand>> commands = new LinkedHashMap<>();
    commands.put("runner", RemoteRunnerCommand::new);
    return new GroupCommand("remote", "Serve engines that run builds.", commands, words, streams);
  }
}
