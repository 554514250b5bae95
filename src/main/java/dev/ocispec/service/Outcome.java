package dev.ocispec.service;

import dev.ocispec.runtime.RunResult;
import java.util.List;
import java.util.Optional;

/**
 * What came of a build, before its folder is dealt with.
 *
 * @param status how it ended
 * @param reason what went wrong; empty when it succeeded
 * @param run how the command ended, if it did
 * @param outputs those that are there
 */
record Outcome(
    BuildStatus status,
    Optional<String> reason,
    Optional<RunResult> run,
    List<BuildOutput> outputs) {
  static Outcome of(BuildStatus status, String reason) {
    return new Outcome(status, Optional.of(reason), Optional.empty(), List.of());
  }

  /** The command ended with another code than 0. */
  static Outcome failed(RunResult run) {
    String reason =
        run.signal()
            .map(signal -> "the command was killed by " + signal)
            .orElseGet(() -> "the command exited with code " + run.exitCode());
    return new Outcome(BuildStatus.FAILED, Optional.of(reason), Optional.of(run), List.of());
  }

  static Outcome outputMissing(RunResult run, List<BuildOutput> outputs, List<String> missing) {
    String reason =
        "the command exited with code 0 but did not leave "
            + String.join(", ", missing)
            + (missing.size() == 1 ? ", or left it" : ", or left them")
            + " behind a symbolic link";
    return new Outcome(BuildStatus.OUTPUT_MISSING, Optional.of(reason), Optional.of(run), outputs);
  }

  static Outcome succeeded(RunResult run, List<BuildOutput> outputs) {
    return new Outcome(BuildStatus.SUCCEEDED, Optional.empty(), Optional.of(run), outputs);
  }

  /** The same with other outputs. */
  Outcome withOutputs(List<BuildOutput> others) {
    return new Outcome(status, reason, run, others);
  }
}
