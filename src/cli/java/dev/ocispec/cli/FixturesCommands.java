package dev.ocispec.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The commands below {@code ocispec fixtures}. */
final class FixturesCommands {
  private FixturesCommands() {}

  static CliCommand group(List<String> words, Streams streams) {
    Map<String, Function<Streams, CliCommand>> commands = new LinkedHashMap<>();
    commands.put("generate", FixturesGenerateCommand::new);
    commands.put("run", FixturesRunCommand::new);
    return new GroupCommand("fixtures", "Test cases for other runtimes.", commands, words, streams);
  }
}
