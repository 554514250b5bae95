package dev.ocispec.remote;

import dev.ocispec.features.Features;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.remote.protocol.internal.RunRequest;
import dev.ocispec.remote.protocol.internal.RunResponse;
import dev.ocispec.runtime.CallInterruptedException;
import dev.ocispec.runtime.RuntimeFailureException;
import dev.ocispec.sandbox.HostBind;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.service.InPlaceOptions;
import dev.ocispec.service.InPlaceResult;
import dev.ocispec.service.InPlaceRunner;
import dev.ocispec.service.ReasonCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs one action after the other, or many at a time, in containers of their own. */
final class ActionRunner {
  private final Path buildDirectory;
  private final ActionPaths paths;
  private final RunnerOptionsValue options;
  private final Optional<Features> features;
  private final List<HostBind> shown;

  /** {@code buildDirectory} is a real path. */
  ActionRunner(Path buildDirectory, RunnerOptionsValue options) {
    this.buildDirectory = buildDirectory;
    this.paths = new ActionPaths(buildDirectory);
    this.options = options;
    this.features = features(options);
    this.shown = options.view().binds();
  }

  /** A hint, asked for once; what a runtime does not tell is taken for possible. */
  private static Optional<Features> features(RunnerOptionsValue options) {
    try {
      return Optional.of(options.runtime().features());
    } catch (RuntimeFailureException e) {
      return Optional.empty();
    }
  }

  /** Whether the file of the build directory that the worker names is seen from here. */
  void checkReadiness(String path) {
    if (!path.isEmpty() && !paths.exists("path", path)) {
      throw Status.UNAVAILABLE
          .withDescription(
              "\"" + path + "\" is not in " + buildDirectory + "; is it what the worker shares?")
          .asRuntimeException();
    }
  }

  /**
   * Runs one action to its end, on the calling thread; an interrupt kills it.
   *
   * @throws StatusRuntimeException when it could not be run, or was killed
   */
  RunResponse run(RunRequest request) {
    if (request.getArgumentsCount() == 0) {
      throw Status.INVALID_ARGUMENT
          .withDescription("expected a program and its arguments, found none")
          .asRuntimeException();
    }
    InPlaceCommand command = command(request);
    Optional<Path> logs = logs(request);
    try (ActionOutput stdout = output("path of standard output", request.getStdoutPath());
        ActionOutput stderr = output("path of standard error", request.getStderrPath())) {
      InPlaceResult result =
          InPlaceRunner.run(
              options.builds(),
              command,
              o -> connect(o.stdout(stdout).stderr(stderr).attest(isAttested(logs))));
      if (logs.isPresent() && result.attestation().isPresent()) {
        AttestationFile.write(logs.get(), result.attestation().get());
      }
      return ActionUsage.response(exitCode(result), result);
    } catch (CallInterruptedException e) {
      throw Status.CANCELLED.withDescription("the action was killed").asRuntimeException();
    } catch (IOException e) {
      throw Status.INTERNAL.withDescription(e.toString()).asRuntimeException();
    }
  }

  private InPlaceCommand command(RunRequest request) {
    Path root = paths.folder("input root", request.getInputRootDirectory());
    Path start = new ActionPaths(root).folder("working directory", request.getWorkingDirectory());
    String below = PathBytes.text(root.relativize(start));
    List<String> environment = new ArrayList<>();
    new TreeMap<>(request.getEnvironmentVariablesMap())
        .forEach((name, value) -> environment.add(name + "=" + value));
    try {
      return InPlaceCommand.builder()
          .folder(root)
          .workingDir(
              below.isEmpty()
                  ? InPlaceCommand.DEFAULT_PLACE
                  : InPlaceCommand.DEFAULT_PLACE + "/" + below)
          .args(request.getArgumentsList())
          .environment(environment)
          .shown(shown)
          .networkAccess(options.networkAccess())
          .build();
    } catch (IllegalArgumentException e) {
      throw Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  private Optional<Path> logs(RunRequest request) {
    return request.getServerLogsDirectory().isEmpty()
        ? Optional.empty()
        : Optional.of(paths.folder("directory of logs", request.getServerLogsDirectory()));
  }

  /** What nobody would see is not observed. */
  private boolean isAttested(Optional<Path> logs) {
    return options.attest() && logs.isPresent();
  }

  private ActionOutput output(String what, String path) throws IOException {
    return ActionOutput.create(paths.newFile(what, path));
  }

  private void connect(InPlaceOptions o) {
    o.runtime(options.runtime()).sandbox(options.sandbox()).facts(this::facts);
  }

  private HostFacts facts(InPlaceCommand command) {
    List<Path> seen =
        Stream.concat(Stream.of(command.folder()), shown.stream().map(HostBind::source)).toList();
    HostFacts host = HostDetection.of(Path.of("/")).factsFor(seen);
    return features.map(known -> host.toBuilder().runtimeFeatures(known).build()).orElse(host);
  }

  private static int exitCode(InPlaceResult result) {
    return result
        .exitCode()
        .orElseThrow(
            () ->
                (isFaultOfTheRequest(result) ? Status.INVALID_ARGUMENT : Status.INTERNAL)
                    .withDescription(result.reason().orElse("the action was not run"))
                    .asRuntimeException());
  }

  /** Why an action was not run is either in its request, or here. */
  private static boolean isFaultOfTheRequest(InPlaceResult result) {
    return result
        .reasonCode()
        .filter(code -> code != ReasonCode.SANDBOX && code != ReasonCode.HOST)
        .isPresent();
  }
}
