package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.AttestationCheck;
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
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** What came of a build, before its folder is dealt with. */
@Value.Immutable
@Value.Style(visibility = Value.Style.ImplementationVisibility.PACKAGE, jdkOnly = true)
abstract class BuildOutcome {
  /** How it ended. */
  abstract BuildStatus status();

  /** What went wrong; empty when it succeeded. */
  abstract Optional<String> reason();

  /** The same for programs. */
  abstract Optional<ReasonCode> code();

  /** How the command ended, if it did. */
  abstract Optional<RunResult> run();

  /** Those that are there. */
  abstract List<BuildOutput> outputs();

  private static ImmutableBuildOutcome.Builder with(BuildStatus status) {
    return ImmutableBuildOutcome.builder().status(status);
  }

  static BuildOutcome of(BuildStatus status, ReasonCode code, String reason) {
    return with(status).code(code).reason(reason).build();
  }

  /** The command was not begun, since the sandbox was inspected from within and does not hold. */
  static BuildOutcome broken(Attestation seen) {
    return of(
        BuildStatus.RUNTIME_ERROR,
        ReasonCode.SANDBOX,
        "the sandbox does not hold, so the command was not run: "
            + seen.broken().stream().map(AttestationCheck::name).collect(Collectors.joining(", ")));
  }

  /** What a failure means for a build; throws it when it is a fault of request or listener. */
  static BuildOutcome of(RuntimeException failure) {
    if (failure instanceof CommandNotRunException notRun) {
      return notRun.outcome();
    }
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

  /** The command ended with another code than 0, perhaps because of a limit. */
  static BuildOutcome failed(RunResult run, Optional<LimitReached> limit) {
    String end =
        run.signal()
            .map(signal -> "the command was killed by " + signal)
            .orElseGet(() -> "the command exited with code " + run.exitCode());
    String reason = end + limit.map(reached -> ": " + reached.clause()).orElse("");
    ReasonCode code =
        limit
            .map(LimitReached::code)
            .orElse(run.signal().isPresent() ? ReasonCode.SIGNAL : ReasonCode.EXIT);
    return with(BuildStatus.FAILED).code(code).reason(reason).run(run).build();
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
    return with(BuildStatus.OUTPUT_MISSING)
        .code(ReasonCode.OUTPUT_MISSING)
        .reason(reason)
        .run(run)
        .outputs(outputs)
        .build();
  }

  /** The command ended with 0 and left all, but {@code differences} say what was promised. */
  static BuildOutcome digestMismatch(
      RunResult run, List<BuildOutput> outputs, List<String> differences) {
    return with(BuildStatus.FAILED)
        .code(ReasonCode.DIGEST_MISMATCH)
        .reason(
            "the command exited with code 0, but the outputs are not as promised: "
                + String.join("; ", differences))
        .run(run)
        .outputs(outputs)
        .build();
  }

  /** The command ended with 0, but what it left is not to be taken. */
  static BuildOutcome refused(RunResult run, String reason) {
    return with(BuildStatus.FAILED)
        .code(ReasonCode.OUTPUT_REFUSED)
        .reason("the command exited with code 0, but " + reason)
        .run(run)
        .build();
  }

  /** The command ended with 0, but left more than it may. */
  static BuildOutcome over(RunResult run, LimitReached limit) {
    return with(BuildStatus.FAILED)
        .code(limit.code())
        .reason("the command exited with code 0, but " + limit.clause())
        .run(run)
        .build();
  }

  /** The command ended with 0 and left all, but that can't be brought where it is wanted. */
  BuildOutcome notMoved(String why, List<BuildOutput> where) {
    return with(BuildStatus.RUNTIME_ERROR)
        .code(ReasonCode.HOST)
        .reason(why)
        .run(run())
        .outputs(where)
        .build();
  }

  static BuildOutcome succeeded(RunResult run, List<BuildOutput> outputs) {
    return with(BuildStatus.SUCCEEDED).run(run).outputs(outputs).build();
  }

  /** The same with other outputs. */
  BuildOutcome withOutputs(List<BuildOutput> others) {
    return ImmutableBuildOutcome.builder().from(this).outputs(others).build();
  }
}
