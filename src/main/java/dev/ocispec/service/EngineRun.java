package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.OciException;
import dev.ocispec.request.BuildRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One build on an engine, on the thread that calls {@link #run()}. */
final class EngineRun {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final BuildEngine engine;
  private final Duration limit;
  private final Optional<InputProvider> inputs;
  private final HostFacts caller;
  private final ScheduledExecutorService timer;
  private final BuildRequest request;
  private final BuildOptionsValue options;
  private final BuildStopper stop;
  private final Optional<OutputDestination> destination;
  private final CommandLog log;
  private final long started = System.nanoTime();
  private Optional<Path> staging = Optional.empty();
  private boolean madeFolder;

  EngineRun(
      BuildEngine engine,
      Duration waitLimit,
      Optional<InputProvider> inputs,
      HostFacts caller,
      ScheduledExecutorService timer,
      BuildRequest request,
      BuildOptionsValue options,
      BuildStopper stop) {
    this.engine = engine;
    this.limit = options.timeout().plus(waitLimit);
    this.inputs = inputs;
    this.caller = caller;
    this.timer = timer;
    this.request = request;
    this.options = options;
    this.stop = stop;
    this.log = new CommandLog(options.listener(), 0);
    this.destination = options.outputFolder().map(OutputDestination::new);
  }

  BuildResult run() {
    stop.begin();
    try {
      return moved(attempt());
    } finally {
      staging.ifPresent(this::removeStaging);
    }
  }

  /** Also the folder for outputs, if it was made for this build and holds none. */
  private void removeStaging(Path folder) {
    Bundle.remove(folder, caller);
    if (madeFolder) {
      Path made = Objects.requireNonNull(folder.getParent());
      try {
        Files.deleteIfExists(made);
      } catch (DirectoryNotEmptyException e) {
        return; // The outputs are in it.
      } catch (IOException e) {
        throw new BundleAccessException("remove", made, e);
      }
    }
  }

  private BuildResult attempt() {
    Future<?> deadline =
        timer.schedule(
            () -> stop.request(BuildStatus.TIMED_OUT), limit.toNanos(), TimeUnit.NANOSECONDS);
    BuildResult result;
    try (MaterialisedInputs sourced = prepare()) {
      result = here(engine.build(build(sourced.request())));
    } catch (InterruptedException e) {
      return stopped(stop.end().orElse(BuildStatus.CANCELLED));
    } catch (RuntimeException e) {
      Optional<BuildStatus> cause = stop.end();
      return cause.map(this::stopped).orElseGet(() -> failed(e));
    } finally {
      deadline.cancel(false);
    }
    return stop.end().map(this::stopped).orElse(result);
  }

  private MaterialisedInputs prepare() {
    options.listener().phase(BuildPhase.PREPARING);
    destination.ifPresent(target -> target.checkFree(request.outputs()));
    return MaterialisedInputs.of(request, inputs);
  }

  private EngineBuild build(BuildRequest sourced) {
    madeFolder = options.outputFolder().filter(Files::notExists).isPresent();
    staging = options.outputFolder().map(EngineRun::stagingIn);
    return new EngineBuild(
        sourced,
        options.timeout(),
        options.attest(),
        staging,
        options.listener(),
        log.stdout(),
        log.stderr());
  }

  /** What another machine's result is on this one. */
  private BuildResult here(EngineResult answer) {
    log.end();
    BuildResult there = answer.result();
    LogTail tail = new LogTail(options.logTail());
    tail.add(there.logTail().getBytes(StandardCharsets.UTF_8));
    return ImmutableBuildResult.builder()
        .from(there)
        .folder(Optional.empty())
        .logTail(tail.text())
        .duration(answer.duration())
        .outputs(there.outputs().stream().map(this::here).toList())
        .cached(answer.cached())
        .build();
  }

  private BuildOutput here(BuildOutput there) {
    return staging
        .map(folder -> there.at(CollectedOutputs.place(folder, there.path())))
        .orElseGet(there::withoutHostPath);
  }

  /** A folder on the file system that outputs are wanted on, which is nobody else's. */
  private static Path stagingIn(Path target) {
    Path staging =
        target.toAbsolutePath().resolve(".ocispec-" + Long.toUnsignedString(RANDOM.nextLong(), 36));
    try {
      Files.createDirectories(staging.getParent());
      return Files.createDirectory(
          staging,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new BundleAccessException("make the folder", staging, e);
    }
  }

  private BuildResult stopped(BuildStatus cause) {
    return cause == BuildStatus.TIMED_OUT
        ? ended(
            cause,
            ReasonCode.TIMEOUT,
            "the engine was not done within "
                + limit.toMillis()
                + " ms, transfers and its queue included, so the build was cancelled;"
                + " BuildOptions.timeout (--timeout) and EngineOptions.waitLimit set that limit")
        : ended(cause, ReasonCode.CANCELLED, "cancelled");
  }

  private BuildResult failed(RuntimeException failure) {
    if (failure instanceof EngineException e) {
      BuildStatus status =
          e.code() == ReasonCode.TIMEOUT ? BuildStatus.TIMED_OUT : BuildStatus.RUNTIME_ERROR;
      return ended(status, e.code(), Objects.requireNonNull(e.getMessage()));
    }
    BuildOutcome outcome = BuildOutcome.of(failure);
    return ended(outcome.status(), outcome.code().orElseThrow(), outcome.reason().orElseThrow());
  }

  private BuildResult ended(BuildStatus status, ReasonCode code, String reason) {
    return ImmutableBuildResult.builder()
        .status(status)
        .reason(reason)
        .reasonCode(code)
        .duration(Duration.ofNanos(System.nanoTime() - started))
        .build();
  }

  /** Brings the outputs of a build that succeeded where they are wanted. */
  private BuildResult moved(BuildResult result) {
    if (!result.isSuccess() || destination.isEmpty()) {
      return ImmutableBuildResult.builder()
          .from(result)
          .outputs(result.outputs().stream().map(BuildOutput::withoutHostPath).toList())
          .build();
    }
    options.listener().phase(BuildPhase.CLEANING);
    try {
      Path outgoing = staging.orElseThrow().resolve(".outgoing");
      return ImmutableBuildResult.builder()
          .from(result)
          .outputs(destination.get().take(result.outputs(), outgoing, caller))
          .build();
    } catch (OutputsNotMovedException e) {
      // The engine's store still has them; nothing is lost but the transfer.
      return ended(
          BuildStatus.RUNTIME_ERROR, ReasonCode.HOST, Objects.requireNonNull(e.getMessage()));
    } catch (OciException e) {
      return failed(e);
    }
  }
}
