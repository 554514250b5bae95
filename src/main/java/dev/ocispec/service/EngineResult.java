package dev.ocispec.service;

import java.time.Duration;
import java.util.Objects;

/**
 * What an engine answers: the result of a build that ran on another machine, or did so earlier.
 *
 * @param result as it was there; places on that machine mean nothing here
 * @param cached whether it is that of an equal build, so that nothing ran
 * @param duration how long the command ran, as far as the engine knows, else as the result says
 */
public record EngineResult(BuildResult result, boolean cached, Duration duration) {
  /**
   * Checks that nothing is null.
   *
   * @param result as it was there; places on that machine mean nothing here
   * @param cached whether it is that of an equal build, so that nothing ran
   * @param duration how long the command ran
   */
  public EngineResult {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(duration, "duration");
  }
}
