package dev.ocispec.cli;

import dev.ocispec.runtime.ExecOptions;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.Terminal;
import java.nio.file.Path;
import java.util.List;

/** Runs a further process in a container in the place of this one. */
final class RuntimeExecCommand extends CliCommand {
  RuntimeExecCommand(Streams streams) {
    super(
        "exec",
        "Run a command in a container, on the terminal if the container's configuration asks for"
            + " one and there is one; exits with its exit code, 128 + n for signal n.",
        streams);
    ProcessRelay.declare(this);
    flag("--terminal", "Use the terminal whatever the configuration says.");
    option("--cwd", "DIR", "Working directory in the container; default: the container's own.");
    repeatedOption("--env", "NAME=VALUE", "Variable to add; repeatable.");
    parameterAndCommand("ID -- COMMAND...", "Container id, then the command and its arguments.");
  }

  @Override
  public Integer call() {
    if (arguments().size() < 2) {
      throw new UsageException("expected a container id, then -- and a command, found no command");
    }
    String id = arguments().get(0);
    List<String> process = arguments().subList(1, arguments().size());
    values("--env").forEach(RuntimeExecCommand::requireVariable);
    OciRuntime runtime = RuntimeOptions.chosen(this);
    ProcessRelay relay = new ProcessRelay(this);
    Terminal terminal = has("--terminal") ? required() : documented(relay, runtime, id);
    return relay.run(() -> runtime.exec(id, process, o -> options(o, relay, terminal)));
  }

  private Terminal required() {
    if (has("--no-terminal")) {
      throw new UsageException("expected either --terminal or --no-terminal, found both");
    }
    if (!ProcessRelay.hasTerminal(streams())) {
      throw new UsageException(
          "--terminal: expected standard input and output to be a terminal, found that they are"
              + " not");
    }
    return Terminal.own();
  }

  /** The terminal when the container's own process was to have one, too. */
  private static Terminal documented(ProcessRelay relay, OciRuntime runtime, String id) {
    Terminal terminal = relay.terminal();
    return terminal == Terminal.own()
            && RuntimeDocuments.asksForTerminal(Path.of(runtime.state(id).bundle()))
        ? terminal
        : Terminal.none();
  }

  private void options(ExecOptions options, ProcessRelay relay, Terminal terminal) {
    String folder = value("--cwd");
    if (folder != null) {
      options.cwd(folder);
    }
    for (String variable : values("--env")) {
      int equals = variable.indexOf('=');
      options.env(variable.substring(0, equals), variable.substring(equals + 1));
    }
    relay.connect(options.terminal(terminal), terminal == Terminal.own());
  }

  private static void requireVariable(String text) {
    if (text.indexOf('=') < 1) {
      throw new UsageException("--env: expected NAME=VALUE, found " + text);
    }
  }
}
