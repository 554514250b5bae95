package dev.ocispec.cli;

import dev.ocispec.features.Features;
import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.RuntimeMissingException;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.service.Build;
import dev.ocispec.service.BuildOptions;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildServiceOptions;
import dev.ocispec.service.BuildStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Runs a build in a container and prints its result. */
final class SandboxRunCommand extends CliCommand {
  private final RequestOptions requestOptions = new RequestOptions(this);

  SandboxRunCommand(Streams streams) {
    super("run", "Run a build in an isolated container.", streams);
    requestOptions.declare();
    SandboxFlags.declare(this);
    RuntimeOptions.declareRuntime(this);
    option("--out", "DIR", "Directory to move the outputs to, keeping their paths.");
    option("--timeout", "DURATION", "Time limit, for example 90s; default: 1h.");
    option("--builds", "DIR", "Directory for running builds; default: one per user in /var/tmp.");
    flag("--keep", "Keep the bundle; the result names its path.");
    FailureShell.declare(this);
    WorkerFlags.declare(this);
    EngineFlags.declare(this);
    flag("--attest", "First verify the sandbox's isolation with a probe inside it.");
  }

  @Override
  public Integer call() {
    EarlySockets.begin();
    Sandbox sandbox = SandboxFlags.sandbox(this);
    BuildRequest request = NormaliseOption.apply(this, requestOptions.request());
    boolean shell = FailureShell.isWanted(this);
    Optional<Features> features = SandboxFlags.features(this);
    BuildResult result;
    try (BuildService builds =
        BuildService.open(
            EngineFlags.address(this).orElseGet(() -> BuildsFolder.address(value("--builds"))),
            o -> service(o, sandbox, features))) {
      result = result(builds.start(request, options -> build(options, shell)));
    } catch (RuntimeMissingException e) {
      result = BuildResult.runtimeError(e.getMessage());
    }
    WorkerFlags.detach(this, result);
    result.folder().ifPresent(this::sayHowToEnter);
    result.reason().ifPresent(reason -> streams().err().println("ocispec: " + reason));
    streams().write((result.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    return code(result.status());
  }

  private BuildResult result(Build build) {
    Interruption interruption = Interruption.during(build::cancel);
    try {
      return build.result().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    } finally {
      interruption.end();
    }
  }

  /** The command line that looks into what was kept. */
  private void sayHowToEnter(Path kept) {
    StringBuilder line = new StringBuilder("ocispec sandbox enter ");
    for (String option : List.of("--runtime", "--builds")) {
      @Nullable String given = value(option);
      if (given != null) {
        line.append(option).append(' ').append(ShellWord.quoted(given)).append(' ');
      }
    }
    streams().err().println("ocispec: enter it with: " + line + ShellWord.quoted(kept.toString()));
  }

  private void service(BuildServiceOptions options, Sandbox sandbox, Optional<Features> features) {
    options
        .sandbox(sandbox)
        .concurrency(1)
        .facts(r -> withFeatures(SandboxFlags.host(this, sandbox, r, features)));
    WorkerFlags.set(this, options);
    options.engine(engine -> EngineFlags.set(this, engine));
    @Nullable String runtime = value("--runtime");
    if (runtime != null) {
      options.runtime(RuntimeOptions.named(runtime));
    }
  }

  private HostFacts withFeatures(HostFacts host) {
    return new KeptFeatures(BuildsFolder.path(value("--builds")))
        .addTo(host, RuntimeOptions.program(this));
  }

  private void build(BuildOptions options, boolean shell) {
    if (shell) {
      options.afterFailure(entry -> FailureShell.open(streams(), entry));
    }
    options
        .keep(has("--keep"))
        .attest(has("--attest"))
        .listener(WorkerFlags.listener(this, new BuildLog(streams())));
    @Nullable String timeout = value("--timeout");
    if (timeout != null) {
      options.timeout(DurationOption.parse("--timeout", timeout));
    }
    @Nullable String out = value("--out");
    if (out != null) {
      options.outputFolder(Input.path(out));
    }
  }

  private static int code(BuildStatus status) {
    return switch (status) {
      case SUCCEEDED -> ExitCode.OK;
      case RUNTIME_ERROR -> ExitCode.HOST;
      default -> ExitCode.NO;
    };
  }
}
