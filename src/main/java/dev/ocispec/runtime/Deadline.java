package dev.ocispec.runtime;

import java.time.Duration;

/**
 * How long a call may take, and what a caller changes to allow more.
 *
 * @param limit more than 0
 * @param setBy the method that sets the limit; empty when none does
 */
record Deadline(Duration limit, String setBy) {
  private static final String OPTION = "timeout(…) of the call's options";
  private static final String CLIENT = "OciRuntime.withTimeout";

  /** Of a call that no options are given for. */
  static Deadline of(RuntimeProgram program) {
    return new Deadline(program.timeout(), program.patient() ? "" : CLIENT);
  }

  /** Of a call whose options go before the program's timeout. */
  static Deadline of(CallOptions<?> options, RuntimeProgram program) {
    return new Deadline(options.timeoutOr(program.timeout()), OPTION + " or " + CLIENT);
  }

  /** Of a call that goes on as long as a container's process. */
  static Deadline ofProcess(CallOptions<?> options) {
    return new Deadline(options.timeoutOr(RunOptions.DEFAULT_TIMEOUT), OPTION);
  }
}
