package dev.ocispec.cli;

import dev.ocispec.version.Release;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line's entry point. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code arguments} name and ends the process with its exit code. */
  public static void main(String[] arguments) {
    StandardErrorLogging.choose();
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
    boolean debug = List.of(arguments).contains("--debug");
    try {
      String[] words = expanded(arguments);
      Optional<CliCommand> plain = group(streams, words).with(List.of(words));
      return plain.isPresent()
          ? call(plain.get(), debug)
          : new PicocliRun(streams, debug).of(root(streams, words), words);
    } catch (OutputException | OutOfMemoryError e) {
      return Failure.report(e, debug, streams);
    } catch (UsageException e) {
      Failure.report(e, debug, streams);
      return SandboxExecCommand.OWN_FAILURE; // Only that command's arguments are expanded.
    }
  }

  private static int call(CliCommand command, boolean debug) {
    try {
      return command.call();
    } catch (Exception e) {
      return command.failureCode(Failure.report(e, debug, command.streams()));
    }
  }

  private static String[] expanded(String[] arguments) {
    return LinuxSandboxArguments.isFor(arguments)
        ? LinuxSandboxArguments.expand(arguments)
        : arguments;
  }

  /**
   * The root command, with only the command that is called when that is known: building all takes
   * time.
   */
  static CommandSpec root(Streams streams, String[] arguments) {
    CommandSpec root = group(streams, arguments).spec();
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

  /** All commands, before picocli knows of them. */
  static GroupCommand group(Streams streams, String[] arguments) {
    List<String> words = List.of(arguments);
    return new GroupCommand(
        "ocispec",
        "Create, validate and run OCI runtime specification documents.",
        Commands.all(words.isEmpty() ? words : words.subList(1, words.size())),
        words,
        streams);
  }
}
