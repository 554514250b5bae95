package dev.ocispec.sandbox;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.EnvironmentVariable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The environment of a build whose outputs are to be the same each time: what the request says,
 * then a moment, time zone and locale unless it says those itself.
 */
final class NormalisedProcess {
  private static final String TIME_ZONE = "TZ";
  private static final String LANGUAGE = "LANG";
  private static final String LOCALE = "LC_ALL";

  /**
   * Sorts by code point as C does, and knows all characters. A program whose C library lacks it
   * stays with C.
   */
  private static final String NEUTRAL = "C.UTF-8";

  private NormalisedProcess() {}

  /** The variables as {@code KEY=value}. */
  static List<String> entries(BuildRequest request) {
    List<String> entries = RequestProcess.entries(request);
    if (request.normalise().isEmpty()) {
      return entries;
    }
    Set<String> said =
        request.environment().stream().map(EnvironmentVariable::key).collect(Collectors.toSet());
    if (!said.contains("SOURCE_DATE_EPOCH")) {
      entries.add("SOURCE_DATE_EPOCH=" + request.normalise().getAsLong());
    }
    if (!said.contains(TIME_ZONE)) {
      entries.add(TIME_ZONE + "=UTC");
    }
    // LC_ALL overrides all others, so it must not be set beside any of the request's.
    if (said.stream().noneMatch(key -> key.equals(LANGUAGE) || key.startsWith("LC_"))) {
      entries.add(LANGUAGE + "=" + NEUTRAL);
      entries.add(LOCALE + "=" + NEUTRAL);
    }
    return entries;
  }
}
