package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Each of the commands gets from its plain arguments what picocli would give it. */
@Tag("property")
class PlainCommandsProperties {
  private static final Streams NOWHERE =
      new Streams(
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

  private static final List<String> ODD =
      List.of("-", "--", "-h", "--help", "--version", "-x", "--no", "", " ", "@x", "@@x", "a=b");

  /** Words that are the names of commands, too. */
  private static final List<String> VALUES = List.of("x", "y z", "a=b", "emit", "run", "a,b", "1");

  @Property(tries = 20_000)
  void theSameCommandGetsTheSame(@ForAll("lines") List<String> line) {
    String[] words = line.toArray(String[]::new);
    Optional<CliCommand> plain = Main.group(NOWHERE, words).with(line);
    Statistics.label("plain")
        .collect(plain.isPresent())
        .coverage(share -> share.check(true).percentage(percent -> percent > 20));
    if (plain.isPresent()) {
      CommandSpec model = called(words);

      assertThat(model.userObject()).hasSameClassAs(plain.get());
      assertThat(model.name()).isEqualTo(plain.get().spec().name());
      assertThat(read(plain.get(), model)).isEqualTo(read((CliCommand) model.userObject(), model));
    }
  }

  /** The command that picocli calls, after it has read the words. */
  private static CommandSpec called(String... words) {
    ParseResult result =
        new CommandLine(Main.root(NOWHERE, words))
            .setPosixClusteredShortOptionsAllowed(false)
            .parseArgs(words);
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    return result.commandSpec();
  }

  /** All that a command can ask for. */
  private static Map<String, Object> read(CliCommand command, CommandSpec model) {
    Map<String, Object> read = new TreeMap<>();
    for (OptionSpec option : model.options()) {
      String name = option.longestName();
      if (!option.usageHelp()) {
        read.put(name, command.has(name));
        if (option.arity().max() > 0) {
          Object value =
              option.isMultiValue()
                  ? command.values(name)
                  : Optional.ofNullable(command.value(name));
          read.put(name + " VALUE", value);
        }
      }
    }
    if (!model.positionalParameters().isEmpty()) {
      read.put("ARGUMENTS", command.arguments());
    }
    return read;
  }

  @Provide
  Arbitrary<List<String>> lines() {
    List<CommandSpec> commands = commands(Main.root(NOWHERE, new String[0])).toList();
    return Arbitraries.of(commands)
        .flatMap(
            command ->
                words(command).list().ofMaxSize(5).map(words -> joined(path(command), words)));
  }

  private static Stream<CommandSpec> commands(CommandSpec command) {
    return Stream.concat(
        Stream.of(command),
        command.subcommands().values().stream().flatMap(sub -> commands(sub.getCommandSpec())));
  }

  private static List<String> path(CommandSpec command) {
    List<String> path = new ArrayList<>();
    for (CommandSpec at = command; at.parent() != null; at = at.parent()) {
      path.add(0, at.name());
    }
    return path;
  }

  private static List<String> joined(List<String> path, List<List<String>> words) {
    List<String> line = new ArrayList<>(path);
    words.forEach(line::addAll);
    return line;
  }

  /** An option as it should be, more often than anything else. */
  private static Arbitrary<List<String>> words(CommandSpec command) {
    Arbitrary<String> values = Arbitraries.of(VALUES);
    Arbitrary<List<String>> option =
        Arbitraries.of(command.options())
            .flatMap(
                o -> {
                  String name = o.longestName();
                  return o.arity().max() == 0
                      ? Arbitraries.just(List.of(name))
                      : Arbitraries.oneOf(
                          values.map(value -> List.of(name, value)),
                          values.map(value -> List.of(name + "=" + value)));
                });
    Arbitrary<List<String>> value = values.map(List::of);
    Arbitrary<List<String>> odd = Arbitraries.of(ODD).map(List::of);
    return Arbitraries.frequencyOf(Tuple.of(6, option), Tuple.of(3, value), Tuple.of(1, odd));
  }
}
