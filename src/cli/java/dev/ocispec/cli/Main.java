package dev.ocispec.cli;

import dev.ocispec.version.Release;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line's entry point. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code arguments} name and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Streams streams = Streams.ofProcess();
    int code;
    try {
      code = run(streams, RawArguments.of(arguments));
    } catch (UsageException e) {
      code = Failure.report(e, false, streams);
    }
    Interruption.ended(code);
    System.exit(code);
  }

  /** Runs a command and returns its exit code. */
  static int run(Streams streams, String... arguments) {
    CommandLine line = new CommandLine(root(streams, arguments));
    StringWriter help = new StringWriter();
    line.setOut(new PrintWriter(help));
    boolean debug = List.of(arguments).contains("--debug");
    line.setErr(new PrintWriter(streams.err(), true));
    line.setPosixClusteredShortOptionsAllowed(false);
    line.setParameterExceptionHandler(
        (error, args) -> {
          streams.err().println("ocispec: " + oneLine(String.valueOf(error.getMessage())));
          streams
              .err()
              .println(
                  "ocispec: "
                      + error.getCommandLine().getCommandName()
                      + " --help shows the usage");
          return failureCode(error.getCommandLine(), ExitCode.USAGE);
        });
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> failureCode(command, Failure.report(error, debug, streams)));
    try {
      int code = line.execute(expanded(arguments));
      streams.write(help.toString());
      return code;
    } catch (OutputException | OutOfMemoryError e) {
      return Failure.report(e, debug, streams);
    } catch (UsageException e) {
      Failure.report(e, debug, streams);
      return SandboxExecCommand.OWN_FAILURE; // Only that command's arguments are expanded.
    }
  }

  private static String[] expanded(String[] arguments) {
    return LinuxSandboxArguments.isFor(arguments)
        ? LinuxSandboxArguments.expand(arguments)
        : arguments;
  }

  private static int failureCode(CommandLine line, int code) {
    return line.getCommand() instanceof CliCommand command ? command.failureCode(code) : code;
  }

  /**
   * The root command, with only the command that is called when that is known: building all takes
   * time.
   */
  static CommandSpec root(Streams streams, String[] arguments) {
    List<String> words = List.of(arguments);
    CommandSpec root =
        new GroupCommand(
                "ocispec",
                "Create, validate and run OCI runtime specification documents.",
                Commands.all(words.isEmpty() ? words : words.subList(1, words.size())),
                words,
                streams)
            .spec();
    root.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .description("Show the version and the newest supported release of the specification.")
            .build());
    String version = Main.class.getPackage().getImplementationVersion();
    root.version(
        "ocispec " + (version == null ? "(not packaged)" : version),
        "OCI runtime specification " + Release.NEWEST);
    return root;
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ");
  }
}
