package dev.ocispec.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of one command, in roff, generated from the same texts as its help. */
final class ManPage {
  private static final List<String> EXIT_CODES =
      List.of(
          "success",
          "negative result: a document is invalid or a build failed",
          "usage error, including an invalid build request",
          "the input cannot be opened, exceeds a limit or cannot be parsed",
          "runtime or host failure",
          "internal error in ocispec");

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /** The page's name without section, as in {@code ocispec-sandbox-run}. */
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  static String of(CommandSpec command) {
    ManPage page = new ManPage();
    page.write(command);
    return page.page.toString();
  }

  private void write(CommandSpec command) {
    request(".TH", name(command), "1", "", "ocispec", "ocispec");
    request(".SH", "NAME");
    text(name(command) + " - " + description(command));
    request(".SH", "SYNOPSIS");
    text(new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0));
    if (!command.positionalParameters().isEmpty()) {
      request(".SH", "ARGUMENTS");
      command.positionalParameters().forEach(p -> item(p.paramLabel(), text(p)));
    }
    request(".SH", "OPTIONS");
    for (OptionSpec option : command.options()) {
      String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      item(String.join(", ", option.names()) + value, text(option));
    }
    if (!command.subcommands().isEmpty()) {
      request(".SH", "COMMANDS");
      for (CommandLine sub : command.subcommands().values()) {
        item(name(sub.getCommandSpec()) + "(1)", description(sub.getCommandSpec()));
      }
    }
    request(".SH", "EXIT STATUS");
    for (int code = 0; code < EXIT_CODES.size(); code++) {
      item(Integer.toString(code), EXIT_CODES.get(code));
    }
    if (command.parent() != null) {
      request(".SH", "SEE ALSO");
      text(name(command.parent()) + "(1)");
    }
  }

  private static String description(CommandSpec command) {
    return String.join(" ", command.usageMessage().description());
  }

  private static String text(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private void item(String term, String text) {
    page.append(".TP\n");
    request(".B", term);
    text(text);
  }

  private void request(String name, String... arguments) {
    page.append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
  }

  /** A text line, never taken for a request whatever it begins with. */
  private void text(String text) {
    page.append("\\&").append(escaped(text.strip().replaceAll("\\s+", " "))).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\(rs").replace("-", "\\-");
  }
}
