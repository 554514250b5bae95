package dev.ocispec.cli;

import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.Terminal;
import dev.ocispec.service.KeptSandbox;
import dev.ocispec.service.SandboxEntry;
import java.util.List;

/** Opens a shell in a kept build's sandbox, or runs another command there. */
final class SandboxEnterCommand extends CliCommand {
  SandboxEnterCommand(Streams streams) {
    super(
        "enter",
        "Open a shell in the sandbox of a kept build, or run a command there; exits with its exit"
            + " code, 128 + n for signal n.",
        streams);
    RuntimeOptions.declareRuntime(this);
    option("--builds", "DIR", "Directory for running builds; default: one per user in /var/tmp.");
    flag("--no-terminal", "Use pipes even on a terminal.");
    option("--timeout", "DURATION", "Time limit, for example 90s; default: none.");
    parameterAndCommand(
        "DIR [-- COMMAND...]", "Directory that sandbox run --keep named, then a command if any.");
  }

  @Override
  public Integer call() {
    List<String> words = arguments();
    ProcessRelay relay = new ProcessRelay(this);
    Terminal terminal = relay.terminal();
    OciRuntime runtime = RuntimeOptions.program(this);
    try (KeptSandbox sandbox =
        KeptSandbox.open(
            BuildsFolder.address(value("--builds")), Input.path(words.get(0)), runtime)) {
      SandboxEntry entry = sandbox.entry();
      List<String> command = words.subList(1, words.size());
      if (command.isEmpty()) {
        FailureShell.requireShell(entry);
        command = SandboxEntry.SHELL;
      }
      List<String> process = command;
      return relay.run(
          () ->
              entry.run(
                  process, terminal, run -> relay.connect(run, !terminal.equals(Terminal.none()))));
    }
  }
}
