package dev.ocispec.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A command line that is read by picocli: asked for help, wrong, or not so plain. */
final class PicocliRun {
  private final Streams streams;
  private final boolean debug;

  PicocliRun(Streams streams, boolean debug) {
    this.streams = streams;
    this.debug = debug;
  }

  /** Reads the arguments, does what they say and returns the exit code. */
  int of(CommandSpec root, String... arguments) {
    CommandLine line = new CommandLine(root);
    StringWriter help = new StringWriter();
    line.setOut(new PrintWriter(help));
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
    int code = line.execute(arguments);
    streams.write(help.toString());
    return code;
  }

  private static int failureCode(CommandLine line, int code) {
    return line.getCommand() instanceof CliCommand command ? command.failureCode(code) : code;
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ");
  }
}
