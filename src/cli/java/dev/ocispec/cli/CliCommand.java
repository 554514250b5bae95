package dev.ocispec.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command: declares its options in the constructor, does its work in {@link #call()}.
 *
 * <p>Options are declared in code and not by annotations, which starts faster.
 */
abstract class CliCommand implements Callable<Integer> {
  private final CommandSpec spec;
  private final Streams streams;

  CliCommand(String name, String description, Streams streams) {
    this.spec = CommandSpec.wrapWithoutInspection(this).name(name).mixinStandardHelpOptions(false);
    this.streams = streams;
    spec.usageMessage().description(description);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("--debug")
            .arity("0")
            .type(boolean.class)
            .description("Show stack traces of errors.")
            .build());
  }

  CommandSpec spec() {
    return spec;
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
    spec.addOption(
        OptionSpec.builder(name)
            .arity("1")
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .build());
  }

  /** Declares an option with a value that can be given several times. */
  final void repeatedOption(String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(label)
            .description(description)
            .build());
  }

  /** Declares an option without value. */
  final void flag(String name, String description) {
    spec.addOption(
        OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build());
  }

  /**
   * Declares positional parameters; {@code arity} is picocli's, for instance {@code 1} or {@code
   * 1..*}.
   */
  final void parameters(String label, String arity, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .arity(arity)
            // One that is too many is refused, not added to the list.
            .index(arity.equals("1") ? "0" : "0..*")
            .required(!arity.startsWith("0"))
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(description)
            .build());
  }

  /** Whether the command has an option. */
  final boolean declares(String name) {
    return spec.findOption(name) != null;
  }

  /** The value of an option; null when it was not given. */
  final @Nullable String value(String name) {
    return spec.findOption(name).getValue();
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
    List<String> values = spec.findOption(name).getValue();
    return values == null ? List.of() : values;
  }

  /** Whether an option without value was given. */
  final boolean has(String name) {
    Boolean value = spec.findOption(name).getValue();
    return value != null && value;
  }

  /** Whether an option with a value was given. */
  final boolean isGiven(String name) {
    Object value = spec.findOption(name).getValue();
    return value != null;
  }

  /** The positional parameters. */
  final List<String> arguments() {
    List<String> values = spec.positionalParameters().get(0).getValue();
    return values == null ? List.of() : values;
  }
}
