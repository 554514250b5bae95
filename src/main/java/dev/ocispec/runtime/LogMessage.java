package dev.ocispec.runtime;

import java.util.Optional;
import java.util.Set;

/**
 * One message of a runtime's log.
 *
 * @param level {@code debug}, {@code info}, {@code warning}, {@code error}, {@code fatal} or what
 *     else the runtime says; {@code error} when it says nothing
 * @param message the text
 * @param time when it was logged, as the runtime writes it; empty when it does not
 */
public record LogMessage(String level, String message, Optional<String> time) {
  private static final Set<String> ERRORS = Set.of("error", "fatal", "panic");

  /** {@return whether the level is {@code error} or worse} */
  public boolean isError() {
    return ERRORS.contains(level);
  }
}
