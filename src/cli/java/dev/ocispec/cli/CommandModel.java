package dev.ocispec.cli;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command as picocli has it, and what picocli read for it. */
final class CommandModel implements ParsedArguments {
  private final CommandSpec spec;

  /** The model of a command without subcommands. */
  CommandModel(
      CliCommand command,
      String name,
      String description,
      Collection<DeclaredOption> options,
      @Nullable DeclaredArguments arguments) {
    spec = CommandSpec.wrapWithoutInspection(command).name(name).mixinStandardHelpOptions(false);
    spec.usageMessage().description(description);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    options.forEach(option -> spec.addOption(option(option)));
    if (arguments != null) {
      spec.addPositional(positional(arguments));
    }
  }

  CommandSpec spec() {
    return spec;
  }

  private static OptionSpec option(DeclaredOption option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.name()).description(option.description());
    if (option.isFlag()) {
      return builder.arity("0").type(boolean.class).build();
    }
    builder.arity("1").paramLabel(option.label());
    return option.repeated()
        ? builder.type(List.class).auxiliaryTypes(String.class).build()
        : builder.type(String.class).build();
  }

  private static PositionalParamSpec positional(DeclaredArguments arguments) {
    return PositionalParamSpec.builder()
        .paramLabel(arguments.label())
        .hideParamSyntax(arguments.labelled())
        .arity(arguments.arity())
        // One that is too many is refused, not added to the list.
        .index(arguments.most() == 1 ? "0" : "0..*")
        .required(arguments.fewest() > 0)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(arguments.description())
        .build();
  }

  @Override
  public @Nullable String value(String name) {
    return spec.findOption(name).getValue();
  }

  @Override
  public List<String> values(String name) {
    List<String> values = spec.findOption(name).getValue();
    return values == null ? List.of() : values;
  }

  @Override
  public boolean has(String name) {
    Object value = spec.findOption(name).getValue();
    return value instanceof Boolean flag ? flag : value != null;
  }

  @Override
  public List<String> arguments() {
    List<String> values = spec.positionalParameters().get(0).getValue();
    return values == null ? List.of() : values;
  }
}
