package dev.ocispec.runtime;

import java.util.Optional;

/**
 * How a runtime answered one call.
 *
 * @param call the call, with its exit code, its log and the end of its standard error
 * @param stdout what it wrote to standard output
 */
public record RuntimeAnswer(CallReport call, CapturedOutput stdout) {
  /** {@return what went wrong, as the methods for single verbs throw it; empty for exit code 0} */
  public Optional<RuntimeFailureException> failure() {
    return call.exitCode().orElse(0) == 0 ? Optional.empty() : Optional.of(Failures.of(call));
  }
}
