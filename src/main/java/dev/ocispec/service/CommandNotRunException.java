package dev.ocispec.service;

import dev.ocispec.report.OciException;
import java.util.Optional;

/**
 * The command could not be run in its container: it is not there, is no program, or its working
 * directory can't be entered.
 */
public final class CommandNotRunException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient BuildOutcome outcome;

  CommandNotRunException(BuildOutcome outcome) {
    super(Optional.of(outcome).flatMap(BuildOutcome::reason).orElse("not run"), null);
    this.outcome = outcome;
  }

  /** {@return what it was, for instance {@link ReasonCode#COMMAND_NOT_FOUND}} */
  public ReasonCode code() {
    return outcome.code().orElse(ReasonCode.COMMAND_NOT_EXECUTABLE);
  }

  BuildOutcome outcome() {
    return outcome;
  }
}
