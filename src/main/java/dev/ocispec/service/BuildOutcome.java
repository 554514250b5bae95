package dev.ocispec.service;

import dev.ocispec.attestation.AttestationException;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostCommandException;
import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.runtime.ArgumentsTooLongException;
import dev.ocispec.runtime.CommandNotExecutableException;
import dev.ocispec.runtime.CommandNotFoundException;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.runtime.RuntimeFailureException;
import dev.ocispec.runtime.WorkingDirectoryException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What came of a build, before its folder is dealt with.
 *
 * @param status how it ended
 * @param reason what went wrong; empty when it succeeded
 * @param code the same for programs
 * @param run how the command ended, if it did
 * @param outputs those that are there
 */
record BuildOutcome(
    BuildStatus status,
    Optional<String> reason,
    Optional<ReasonCode> code,
    Optional<RunResult> run,
    List<BuildOutput> outputs) {
  static BuildOutcome of(BuildStatus status, ReasonCode code, String reason) {
    return new BuildOutcome(
        status, Optional.of(reason), Optional.of(code), Optional.empty(), List.of());
  }

  /** What a failure means for a build; throws it when it is a fault of request or listener. */
  static BuildOutcome of(RuntimeException failure) {
    Optional<ReasonCode> fault = faultOfTheBuild(failure);
    if (fault.isPresent()) {
      return of(BuildStatus.FAILED, fault.get(), failure.getMessage());
    }
    if (failure instanceof RuntimeFailureException) {
      return of(BuildStatus.RUNTIME_ERROR, ReasonCode.RUNTIME, failure.getMessage());
    }
    if (failure instanceof AttestationException) {
      return of(BuildStatus.RUNTIME_ERROR, ReasonCode.SANDBOX, failure.getMessage());
    }
    if (failure instanceof BundleAccessException
        || failure instanceof HostCommandException
        || failure instanceof DocumentAccessException
        || failure instanceof UncheckedIOException) {
      return of(BuildStatus.RUNTIME_ERROR, ReasonCode.HOST, failure.getMessage());
    }
    throw failure;
  }

  /** What the build itself is to blame for, when its command could not even be begun. */
  private static Optional<ReasonCode> faultOfTheBuild(RuntimeException failure) {
    if (failure instanceof CommandNotFoundException) {
      return Optional.of(ReasonCode.COMMAND_NOT_FOUND);
    }
    if (failure instanceof CommandNotExecutableException) {
      return Optional.of(ReasonCode.COMMAND_NOT_EXECUTABLE);
    }
    if (failure instanceof ArgumentsTooLongException) {
      return Optional.of(ReasonCode.ARGUMENTS_TOO_LONG);
    }
    return failure instanceof WorkingDirectoryException
        ? Optional.of(ReasonCode.WORKING_DIRECTORY)
        : Optional.empty();
  }

  /** The command ended with another code than 0. */
  static BuildOutcome failed(RunResult run) {
    String reason =
        run.signal()
            .map(signal -> "the command was killed by " + signal)
            .orElseGet(() -> "the command exited with code " + run.exitCode());
    ReasonCode code = run.signal().isPresent() ? ReasonCode.SIGNAL : ReasonCode.EXIT;
    return new BuildOutcome(
        BuildStatus.FAILED, Optional.of(reason), Optional.of(code), Optional.of(run), List.of());
  }

  static BuildOutcome outputMissing(
      RunResult run, List<BuildOutput> outputs, List<String> missing) {
    String reason =
        "the command exited with code 0 but did not leave "
            + String.join(", ", missing)
            + (missing.size() == 1 ? ", or left it" : ", or left them")
            + " behind a symbolic link";
    return new BuildOutcome(
        BuildStatus.OUTPUT_MISSING,
        Optional.of(reason),
        Optional.of(ReasonCode.OUTPUT_MISSING),
        Optional.of(run),
        outputs);
  }

  static BuildOutcome succeeded(RunResult run, List<BuildOutput> outputs) {
    return new BuildOutcome(
        BuildStatus.SUCCEEDED, Optional.empty(), Optional.empty(), Optional.of(run), outputs);
  }

  /** The same with other outputs. */
  BuildOutcome withOutputs(List<BuildOutput> others) {
    return new BuildOutcome(status, reason, code, run, others);
  }
}
