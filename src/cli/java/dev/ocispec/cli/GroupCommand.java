package dev.ocispec.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A command that only groups subcommands. When the words after its name begin with one of them, it
 * has only that one: building all takes time.
 */
final class GroupCommand extends CliCommand {
  GroupCommand(
      String name,
      String description,
      Map<String, Function<Streams, CliCommand>> commands,
      List<String> words,
      Streams streams) {
    super(name, description, streams);
    commands.forEach(
        (sub, make) -> {
          if (words.isEmpty() || words.get(0).equals(sub) || !commands.containsKey(words.get(0))) {
            spec().addSubcommand(sub, make.apply(streams).spec());
          }
        });
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "expected a command: " + String.join(", ", spec().subcommands().keySet()) + "; see --help");
  }
}
