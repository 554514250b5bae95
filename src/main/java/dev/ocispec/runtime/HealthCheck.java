package dev.ocispec.runtime;

import java.util.Optional;

/**
 * One thing that was looked at for {@link RuntimeHealth}.
 *
 * @param id what was looked at, for instance {@code cgroups}; stable
 * @param result whether it works
 * @param finding what was found, in one line
 * @param remedy what to do about it; empty where everything works
 */
public record HealthCheck(String id, Result result, String finding, Optional<String> remedy) {

  /** Whether something works. */
  public enum Result {
    /** It does. */
    WORKS,
    /** Containers run, but not all that a document can ask for. */
    LIMITED,
    /** It does not, and what needs it fails. */
    FAILS
  }

  static HealthCheck works(String id, String finding) {
    return new HealthCheck(id, Result.WORKS, finding, Optional.empty());
  }

  static HealthCheck limited(String id, String finding, String remedy) {
    return new HealthCheck(id, Result.LIMITED, finding, Optional.of(remedy));
  }

  static HealthCheck fails(String id, String finding, String remedy) {
    return new HealthCheck(id, Result.FAILS, finding, Optional.of(remedy));
  }
}
