package dev.ocispec.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command: declares its options in the constructor, does its work in {@link #call()}.
 *
 * <p>Options are declared in code and not by annotations, which starts faster; picocli's model is
 * made of them when it is needed.
 */
abstract class CliCommand implements Callable<Integer> {
  private final String name;
  private final String description;
  private final Streams streams;
  private final Map<String, DeclaredOption> options = new LinkedHashMap<>();
  private @Nullable DeclaredArguments declared;
  private @Nullable CommandModel model;
  private @Nullable ParsedArguments parsed;

  CliCommand(String name, String description, Streams streams) {
    this.name = name;
    this.description = description;
    this.streams = streams;
    flag("--debug", "Show stack traces of errors.");
  }

  /** The command in picocli's form, complete with all that was declared. */
  CommandSpec spec() {
    return model().spec();
  }

  private CommandModel model() {
    CommandModel made = model;
    if (made == null) {
      made = new CommandModel(this, name, description, options.values(), declared);
      model = made;
    }
    return made;
  }

  /** What was read by itself, else by picocli. */
  private ParsedArguments parsed() {
    return parsed == null ? model() : parsed;
  }

  /**
   * Takes the words after the command's name, when they are plain, and gives the command that is to
   * be called; picocli has to read others.
   */
  Optional<CliCommand> with(List<String> words) {
    Optional<PlainArguments> plain = PlainArguments.of(options, declared, words);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    parsed = plain.get();
    return Optional.of(this);
  }

  Streams streams() {
    return streams;
  }

  /** The exit code for a failure of this command that is {@code code} for most. */
  int failureCode(int code) {
    return code;
  }

  /** Declares an option with a value; {@code label} names the value in the help. */
  final void option(String name, String label, String description) {
    options.put(name, new DeclaredOption(name, label, false, description));
  }

  /** Declares an option with a value that can be given several times. */
  final void repeatedOption(String name, String label, String description) {
    options.put(name, new DeclaredOption(name, label, true, description));
  }

  /** Declares an option without value. */
  final void flag(String name, String description) {
    options.put(name, new DeclaredOption(name, null, false, description));
  }

  /**
   * Declares positional parameters; {@code arity} is picocli's, for instance {@code 1} or {@code
   * 1..*}.
   */
  final void parameters(String label, String arity, String description) {
    declared = new DeclaredArguments(label, description, arity, false);
  }

  /** Declares one parameter and those of a command after it, which the label tells. */
  final void parameterAndCommand(String label, String description) {
    declared = new DeclaredArguments(label, description, "1", true);
  }

  /** Whether the command has an option. */
  final boolean declares(String name) {
    return options.containsKey(name);
  }

  /** The value of an option; null when it was not given. */
  final @Nullable String value(String name) {
    return parsed().value(name);
  }

  /** The value of a required option; {@code names} says what it names. */
  final String required(String name, String names) {
    String value = value(name);
    if (value == null) {
      throw new UsageException("missing required option " + name + ", " + names);
    }
    return value;
  }

  /** The value of an option, {@code otherwise} when it was not given. */
  final String value(String name, String otherwise) {
    String value = value(name);
    return value == null ? otherwise : value;
  }

  /** The value of an option that takes one of {@code allowed}, the first when it was not given. */
  final String choice(String name, String... allowed) {
    String value = value(name, allowed[0]);
    if (!List.of(allowed).contains(value)) {
      throw new UsageException(
          name + ": expected one of " + String.join(", ", allowed) + ", found " + value);
    }
    return value;
  }

  /** The values of an option that can be given several times. */
  final List<String> values(String name) {
    return parsed().values(name);
  }

  /** Whether an option was given. */
  final boolean has(String name) {
    return parsed().has(name);
  }

  /** The positional parameters. */
  final List<String> arguments() {
    return parsed().arguments();
  }
}
