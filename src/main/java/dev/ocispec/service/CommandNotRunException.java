package dev.ocispec.service;

import dev.ocispec.report.OciException;
import java.util.Optional;

/** The first process could not run the command. */
final class CommandNotRunException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient BuildOutcome outcome;

  CommandNotRunException(BuildOutcome outcome) {
    super(Optional.of(outcome).flatMap(BuildOutcome::reason).orElse("not run"), null);
    this.outcome = outcome;
  }

  BuildOutcome outcome() {
    return outcome;
  }
}
