package dev.ocispec.runtime;

import java.time.Duration;

/**
 * A call whose process has ended by itself.
 *
 * @param hasPid whether the pid file that was asked for is there: the container's process began
 */
record EndedCall(
    CallReport report,
    int exitCode,
    CapturedOutput stdout,
    CapturedOutput stderr,
    Duration duration,
    boolean hasPid) {

  /** This call, when the runtime reported success. */
  EndedCall orThrow() {
    if (exitCode != 0) {
      throw Failures.of(report);
    }
    return this;
  }
}
