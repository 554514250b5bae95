package dev.ocispec.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All commands by name, in the order of the help.
 *
 * <p>Commands that belong together are subcommands of a {@link GroupCommand}.
 */
final class Commands {
  private Commands() {}

  /**
   * {@return the commands}
   *
   * @param words what the caller wrote after a command's name
   */
  static Map<String, Function<Streams, CliCommand>> all(List<String> words) {
    Map<String, Function<Streams, CliCommand>> commands = new LinkedHashMap<>();
    commands.put("emit", EmitCommand::new);
    commands.put("validate", ValidateCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("diff", DiffCommand::new);
    commands.put("roundtrip", RoundtripCommand::new);
    commands.put("canonical", CanonicalCommand::bytes);
    commands.put("digest", CanonicalCommand::digest);
    commands.put("min-version", MinVersionCommand::new);
    commands.put("downgrade", DowngradeCommand::new);
    commands.put("rootless", RootlessCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("supports", SupportsCommand::new);
    commands.put("sandbox", streams -> SandboxCommands.group(words, streams));
    commands.put("remote", streams -> RemoteCommands.group(words, streams));
    commands.put("runtime", streams -> RuntimeCommands.group(words, streams));
    commands.put("fixtures", streams -> FixturesCommands.group(words, streams));
    return commands;
  }
}
