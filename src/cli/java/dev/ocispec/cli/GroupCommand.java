package dev.ocispec.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that only groups subcommands. When the words after its name begin with one of them, it
 * has only that one: building all takes time.
 */
final class GroupCommand extends CliCommand {
  private final Map<String, Function<Streams, CliCommand>> commands;
  private final List<String> words;
  private boolean complete;

  GroupCommand(
      String name,
      String description,
      Map<String, Function<Streams, CliCommand>> commands,
      List<String> words,
      Streams streams) {
    super(name, description, streams);
    this.commands = commands;
    this.words = words;
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec = super.spec();
    if (!complete) {
      complete = true;
      commands.forEach(
          (sub, make) -> {
            if (words.isEmpty()
                || words.get(0).equals(sub)
                || !commands.containsKey(words.get(0))) {
              spec.addSubcommand(sub, make.apply(streams()).spec());
            }
          });
    }
    return spec;
  }

  /** The first word is the subcommand's name, the others are its own. */
  @Override
  Optional<CliCommand> with(List<String> given) {
    Function<Streams, CliCommand> make = given.isEmpty() ? null : commands.get(given.get(0));
    return make == null
        ? Optional.empty()
        : make.apply(streams()).with(given.subList(1, given.size()));
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "expected a command: " + String.join(", ", spec().subcommands().keySet()) + "; see --help");
  }
}
