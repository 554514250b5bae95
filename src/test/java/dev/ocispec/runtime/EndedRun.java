package dev.ocispec.runtime;

import java.time.Duration;
import java.util.Optional;

/** How commands ended that nobody ran, for tests of what is made of it. */
public final class EndedRun {
  private EndedRun() {}

  /** A command that exited with this code and printed nothing. */
  public static RunResult exited(int code) {
    return new RunResult(
        code, Optional.empty(), Duration.ZERO, CapturedOutput.EMPTY, CapturedOutput.EMPTY);
  }
}
