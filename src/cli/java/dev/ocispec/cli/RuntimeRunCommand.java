package dev.ocispec.cli;

import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunOptions;
import dev.ocispec.runtime.Terminal;
import java.nio.file.Path;
import java.util.UUID;

/** Runs a bundle in the place of this process. */
final class RuntimeRunCommand extends CliCommand {
  private static final int RANDOM_CHARACTERS = 12;

  RuntimeRunCommand(Streams streams) {
    super(
        "run",
        "Run a bundle's process, on the terminal if its configuration asks for one and there is"
            + " one; exits with its exit code, 128 + n for signal n.",
        streams);
    ProcessRelay.declare(this);
    option("--id", "ID", "Container id; default: a new one.");
    parameters("BUNDLE", "1", "Directory with config.json.");
  }

  @Override
  public Integer call() {
    Path bundle = Input.path(arguments().get(0));
    OciRuntime runtime = RuntimeOptions.chosen(this);
    String id = value("--id", "run-" + newName());
    ProcessRelay relay = new ProcessRelay(this);
    Terminal terminal = relay.terminal();
    boolean onTerminal = terminal == Terminal.own() && RuntimeDocuments.asksForTerminal(bundle);
    return relay.run(() -> runtime.run(id, bundle, o -> connect(o, relay, terminal, onTerminal)));
  }

  private static void connect(
      RunOptions options, ProcessRelay relay, Terminal terminal, boolean onTerminal) {
    relay.connect(options.terminal(terminal), onTerminal);
  }

  private static String newName() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_CHARACTERS);
  }
}
