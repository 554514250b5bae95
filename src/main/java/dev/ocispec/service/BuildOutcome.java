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
import java.util.ArrayList;
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
      return of(BuildStatus.FAILED, fault.get(), message(failure));
    }
    if (failure instanceof RuntimeFailureException) {
      return of(BuildStatus.RUNTIME_ERROR, ReasonCode.RUNTIME, message(failure));
    }
    if (failure instanceof AttestationException) {
      return of(BuildStatus.RUNTIME_ERROR, ReasonCode.SANDBOX, message(failure));
    }
    if (failure instanceof BundleAccessException
        || failure instanceof HostCommandException
        || failure instanceof DocumentAccessException
        || failure instanceof UncheckedIOException) {
      return of(BuildStatus.RUNTIME_ERROR, ReasonCode.HOST, message(failure));
    }
    throw failure;
  }

  private static String message(RuntimeException failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
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
    if (failure instanceof OutputRefusedException) {
      return Optional.of(ReasonCode.OUTPUT_REFUSED);
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

  /**
   * The command ended with 0 without all outputs: {@code missing} are not there, and {@code unfit}
   * says of others why they are none.
   */
  static BuildOutcome outputMissing(
      RunResult run, List<BuildOutput> outputs, List<String> missing, List<String> unfit) {
    List<String> clauses = new ArrayList<>();
    if (!missing.isEmpty()) {
      clauses.add(
          "did not leave "
              + String.join(", ", missing)
              + (missing.size() == 1 ? ", or left it" : ", or left them")
              + " behind a symbolic link");
    }
    if (!unfit.isEmpty()) {
      clauses.add("left no file, folder or link as output: " + String.join(", ", unfit));
    }
    String reason = "the command exited with code 0 but " + String.join(", and ", clauses);
    return new BuildOutcome(
        BuildStatus.OUTPUT_MISSING,
        Optional.of(reason),
        Optional.of(ReasonCode.OUTPUT_MISSING),
        Optional.of(run),
        outputs);
  }

  /** The command ended with 0, but what it left is not to be taken. */
  static BuildOutcome refused(RunResult run, String reason) {
    return new BuildOutcome(
        BuildStatus.FAILED,
        Optional.of("the command exited with code 0, but " + reason),
        Optional.of(ReasonCode.OUTPUT_REFUSED),
        Optional.of(run),
        List.of());
  }

  /** The command ended with 0 and left all, but that can't be brought where it is wanted. */
  BuildOutcome notMoved(String why, List<BuildOutput> where) {
    return new BuildOutcome(
        BuildStatus.RUNTIME_ERROR, Optional.of(why), Optional.of(ReasonCode.HOST), run, where);
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
