package dev.ocispec.runtime;

import java.io.IOException;
import java.util.Optional;

/** Tells from a failed call what happened. */
final class Failures {
  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 64;

  private Failures() {}

  /** The failure that a call's exit code, log and standard error stand for. */
  static RuntimeFailureException of(CallReport call) {
    String reason = call.reason();
    for (FailureText text : FailureText.TABLE) {
      if (text.fits(call.verb(), call.fullReason())) {
        return text.failure(reason, call);
      }
    }
    int exitCode = call.exitCode().orElse(0);
    if (reason.isEmpty() && exitCode > SIGNAL_BASE && exitCode <= SIGNAL_BASE + LAST_SIGNAL) {
      return new RuntimeCrashedException(
          "the runtime itself was killed by " + new Signal(exitCode - SIGNAL_BASE), call);
    }
    String why =
        reason.isEmpty() ? "it ended with exit code " + exitCode + " and said nothing" : reason;
    return FailureText.MAKES_CONTAINER.contains(call.verb())
        ? new BundleRefusedException(why, call)
        : new VerbRefusedException(why, call);
  }

  /** The failure of a program that could not be started. */
  static RuntimeFailureException notStarted(IOException error, CallReport call) {
    return new RuntimeMissingException(
        "the runtime can't be started, check its path and permissions: "
            + Optional.ofNullable(error.getMessage()).orElse(error.toString()),
        call,
        error);
  }
}
