package dev.ocispec.cli;

import java.util.Map;
import java.util.function.Function;

/** A command that only groups subcommands. */
final class GroupCommand extends CliCommand {
  GroupCommand(
      String name,
      String description,
      Map<String, Function<Streams, CliCommand>> commands,
      Streams streams) {
    super(name, description, streams);
    commands.forEach((sub, make) -> spec().addSubcommand(sub, make.apply(streams).spec()));
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "expected a command: " + String.join(", ", spec().subcommands().keySet()) + "; see --help");
  }
}
