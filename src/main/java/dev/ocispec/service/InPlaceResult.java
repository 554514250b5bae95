package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.runtime.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of a command in place: an immutable value. */
public interface InPlaceResult extends ServiceJacksonRefusal {
  /**
   * {@return its exit code, 0 to 255, or 128 plus the signal's number; empty when it was not run}
   */
  OptionalInt exitCode();

  /**
   * {@return the signal that killed it; empty when it exited} With a first process, as by default,
   * an exit code above 128 is never taken for one.
   */
  Optional<Signal> signal();

  /**
   * {@return why it was not run, or by what limit it was ended; empty when it ended by itself, with
   * whatever exit code} One of {@code COMMAND_NOT_FOUND}, {@code COMMAND_NOT_EXECUTABLE}, {@code
   * ARGUMENTS_TOO_LONG}, {@code WORKING_DIRECTORY}, {@code HOST} and {@code SANDBOX}; {@code
   * OUT_OF_MEMORY}, {@code PROCESS_LIMIT}, {@code LOG_LIMIT} and {@code TIMEOUT}.
   */
  Optional<ReasonCode> reasonCode();

  /**
   * {@return the same for people; without a reason code, what a command that failed may have come
   * to grief on}
   */
  Optional<String> reason();

  /** {@return whether its time was up, so that it was told to end, or killed} */
  boolean timedOut();

  /** {@return how long it ran} */
  Duration duration();

  /** {@return what it used; empty when it was not run} */
  Optional<BuildUsage> usage();

  /** {@return what was seen from inside; empty unless asked for} */
  Optional<Attestation> attestation();

  /**
   * {@return the result of a command that exited by itself, for tests of those who use results}
   *
   * @param code its exit code
   * @param duration how long it ran
   */
  static InPlaceResult exited(int code, Duration duration) {
    return ImmutableInPlaceResult.builder()
        .exitCode(code)
        .timedOut(false)
        .duration(duration)
        .build();
  }
}
