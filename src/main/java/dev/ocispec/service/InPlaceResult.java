package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.runtime.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of a command in place: an immutable value. */
public interface InPlaceResult extends ServiceJacksonRefusal {
  /**
   * {@return its exit code, 0 to 255; empty when the command was not run because the sandbox does
   * not hold}
   */
  OptionalInt exitCode();

  /** {@return the signal that killed it; empty when it exited} */
  Optional<Signal> signal();

  /** {@return whether its time was up, so that it was told to end, or killed} */
  boolean timedOut();

  /** {@return how long it ran} */
  Duration duration();

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
