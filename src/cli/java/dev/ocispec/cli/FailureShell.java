package dev.ocispec.cli;

import dev.ocispec.report.OciException;
import dev.ocispec.runtime.Terminal;
import dev.ocispec.service.SandboxEntry;
import java.time.Duration;

/** The shell that {@code sandbox run --shell-on-failure} opens where a command failed. */
final class FailureShell {
  static final String OPTION = "--shell-on-failure";

  /** No limit that anybody waits for. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private FailureShell() {}

  static void declare(CliCommand command) {
    command.flag(OPTION, "After a failure, open a shell in the sandbox; requires a terminal.");
  }

  /** Whether it is asked for, on a terminal that it can have. */
  static boolean isWanted(CliCommand command) {
    if (!command.has(OPTION)) {
      return false;
    }
    if (!ProcessRelay.hasTerminal(command.streams())) {
      throw new UsageException(
          OPTION
              + ": expected standard input and output to be a terminal, found that they are not;"
              + " use --keep, and sandbox enter on a terminal");
    }
    return true;
  }

  /** Opens it; how it ends changes nothing for the build. */
  static void open(Streams streams, SandboxEntry entry) {
    if (!entry.hasShell()) {
      streams.err().println("ocispec: " + noShell());
      return;
    }
    streams
        .err()
        .println("ocispec: the command failed; this is a shell in its sandbox, exit ends it");
    streams.err().flush();
    try {
      entry.run(SandboxEntry.SHELL, Terminal.own(), run -> run.timeout(FOREVER));
    } catch (OciException e) {
      streams.err().println("ocispec: the shell could not be opened: " + e.getMessage());
    }
  }

  /** Refuses to open a shell where none is. */
  static void requireShell(SandboxEntry entry) {
    if (!entry.hasShell()) {
      throw new UsageException(noShell());
    }
  }

  private static String noShell() {
    return "there is no shell in the sandbox; ask for one in the request"
        + " (constraints.provideBinSh), or run a command that is there with sandbox enter DIR --"
        + " COMMAND";
  }
}
