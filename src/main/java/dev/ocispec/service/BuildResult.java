package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.runtime.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a build ended and what it left.
 *
 * @param status how it ended
 * @param reason for people, what went wrong; empty when it succeeded
 * @param reasonCode the same for programs; empty when it succeeded
 * @param exitCode the command's exit code, 0 to 255; empty when the command did not end by itself
 * @param signal the signal that killed the command; the exit code is then 128 and its number
 * @param duration how long the command ran
 * @param logTail the end of what the command printed, standard output and standard error line by
 *     line as they came, as UTF-8; at most as many bytes as {@link BuildOptions#logTail(int)} says.
 *     Where a runtime could not begin the command, its own words can be in it
 * @param outputs the outputs that are there; none unless the command exited with 0
 * @param folder the bundle, when it was to be kept
 * @param attestation what was observed from inside, when that was asked for
 */
public record BuildResult(
    BuildStatus status,
    Optional<String> reason,
    Optional<ReasonCode> reasonCode,
    OptionalInt exitCode,
    Optional<Signal> signal,
    Duration duration,
    String logTail,
    List<BuildOutput> outputs,
    Optional<Path> folder,
    Optional<Attestation> attestation) {
  /**
   * Copies the list.
   *
   * @param status how it ended
   * @param reason for people, what went wrong; empty when it succeeded
   * @param reasonCode for programs, what went wrong; empty when it succeeded
   * @param exitCode the command's exit code, 0 to 255; empty when the command did not end by itself
   * @param signal the signal that killed the command; the exit code is then 128 and its number
   * @param duration how long the command ran
   * @param logTail the end of what the command printed
   * @param outputs the outputs that are there; none unless the command exited with 0
   * @param folder the bundle, when it was to be kept
   * @param attestation what was observed from inside, when that was asked for
   */
  public BuildResult {
    outputs = List.copyOf(outputs);
  }

  /**
   * {@return the result of a build that could not begin because the runtime or the host failed}
   *
   * @param reason for people, what went wrong
   */
  public static BuildResult runtimeError(String reason) {
    return new BuildResult(
        BuildStatus.RUNTIME_ERROR,
        Optional.of(reason),
        Optional.of(ReasonCode.RUNTIME),
        OptionalInt.empty(),
        Optional.empty(),
        Duration.ZERO,
        "",
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** {@return whether the status is {@link BuildStatus#SUCCEEDED}} */
  public boolean isSuccess() {
    return status == BuildStatus.SUCCEEDED;
  }

  /** {@return the result as one JSON document, see {@code docs/build-service.md}} */
  public String toJson() {
    return BuildResultJson.of(this);
  }
}
