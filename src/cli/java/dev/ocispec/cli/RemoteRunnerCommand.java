package dev.ocispec.cli;

import dev.ocispec.remote.BuildbarnRunner;
import dev.ocispec.remote.RunnerOptions;
import dev.ocispec.service.VisibleHost;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Serves a Buildbarn worker until it is told to end. */
final class RemoteRunnerCommand extends CliCommand {
  private static final String UNIX = "unix:";

  RemoteRunnerCommand(Streams streams) {
    super(
        "runner",
        "Run the actions of a Buildbarn worker, each in its own container, until SIGTERM or"
            + " SIGINT.",
        streams);
    option("--listen", "unix:PATH", "Socket to make; whoever can connect can run commands.");
    option("--build-directory", "DIR", "Directory that the worker and the runner share.");
    option("--builds", "DIR", "Directory for running containers; default: one per user.");
    option("--view", "NAME", "What actions see of this host: system (default), whole or none.");
    option("--net", "NAME", "Network of actions: none (default) or host.");
    flag("--no-attest", "Do not observe each action's sandbox; saves a probe for each action.");
    SandboxFlags.declare(this);
    RuntimeOptions.declareRuntime(this);
  }

  @Override
  public Integer call() {
    Path socket = socket(required("--listen", "the socket"));
    Path directory = Input.path(required("--build-directory", "what the worker shares"));
    try (BuildbarnRunner runner = BuildbarnRunner.listen(socket, directory, this::options)) {
      streams().err().println("ocispec: serving on " + UNIX + socket);
      Interruption interruption = Interruption.during(runner::close);
      try {
        runner.awaitEnd();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        interruption.end();
      }
    }
    return ExitCode.OK;
  }

  private void options(RunnerOptions options) {
    options
        .sandbox(SandboxFlags.sandbox(this))
        .view(
            VisibleHost.valueOf(
                choice("--view", "system", "whole", "none").toUpperCase(Locale.ROOT)))
        .networkAccess(choice("--net", "none", "host").equals("host"))
        .attest(!has("--no-attest"));
    @Nullable String builds = value("--builds");
    if (builds != null) {
      options.builds(BuildsFolder.address(builds));
    }
    @Nullable String runtime = value("--runtime");
    if (runtime != null) {
      options.runtime(RuntimeOptions.named(runtime));
    }
  }

  private static Path socket(String address) {
    if (!address.startsWith(UNIX)) {
      throw new UsageException("--listen: expected unix:PATH, found " + address);
    }
    String path = address.substring(UNIX.length());
    return Input.path(path.startsWith("//") ? path.substring(2) : path);
  }
}
