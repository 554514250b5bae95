package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.runtime.Signal;
import dev.ocispec.sandbox.SandboxShell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a build ended and what it left: an immutable value. */
public interface BuildResult extends ServiceJacksonRefusal {
  /** {@return how it ended} */
  BuildStatus status();

  /** {@return for people, what went wrong; empty when it succeeded} */
  Optional<String> reason();

  /** {@return the same for programs; empty when it succeeded} */
  Optional<ReasonCode> reasonCode();

  /** {@return the command's exit code, 0 to 255; empty when the command did not end by itself} */
  OptionalInt exitCode();

  /** {@return the signal that killed the command; the exit code is then 128 and its number} */
  Optional<Signal> signal();

  /** {@return how long the command ran} */
  Duration duration();

  /** {@return what the command used; empty when it was not begun} */
  Optional<BuildUsage> usage();

  /**
   * {@return the end of what the command printed, standard output and standard error line by line
   * as they came, as UTF-8; at most as many bytes as {@link BuildOptions#logTail(int)} says} Where
   * a runtime could not begin the command, its own words can be in it.
   */
  String logTail();

  /** {@return the shell that was provided at {@code /bin/sh}; empty when none was} */
  Optional<SandboxShell> shell();

  /** {@return the outputs that are there; none unless the command exited with 0} */
  List<BuildOutput> outputs();

  /** {@return the bundle, when it was to be kept} */
  Optional<Path> folder();

  /** {@return what was observed from inside, when that was asked for} */
  Optional<Attestation> attestation();

  /**
   * {@return whether an engine had the result of an equal build, so that nothing ran} Never so for
   * builds on this machine.
   */
  boolean cached();

  /**
   * {@return the result of a build that could not begin because the runtime or the host failed}
   *
   * @param reason for people, what went wrong
   */
  static BuildResult runtimeError(String reason) {
    return ImmutableBuildResult.builder()
        .status(BuildStatus.RUNTIME_ERROR)
        .reason(reason)
        .reasonCode(ReasonCode.RUNTIME)
        .build();
  }

  /** {@return whether the status is {@link BuildStatus#SUCCEEDED}} */
  default boolean isSuccess() {
    return status() == BuildStatus.SUCCEEDED;
  }

  /**
   * {@return the result that {@link #toJson()} wrote} Members that are not known are passed over.
   *
   * @param json one JSON document
   * @throws IllegalArgumentException when it is none, or not of a result
   */
  static BuildResult read(String json) {
    return BuildResultReader.read(json);
  }

  /** {@return the result as one JSON document, see {@code docs/build-service.md}} */
  default String toJson() {
    return BuildResultJson.of(this);
  }
}
