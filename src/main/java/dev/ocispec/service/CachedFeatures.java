package dev.ocispec.service;

import dev.ocispec.features.Features;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.runtime.CallInterruptedException;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RuntimeFailureException;
import dev.ocispec.runtime.UnsupportedVerbException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a runtime says of itself; asked once, when it is first needed. It is a hint: a runtime that
 * does not say it, or not in a way that can be understood, may run builds all the same.
 */
final class CachedFeatures {
  static final String RULE = "runtime-features";

  /** The answer is made from constants; a runtime that needs longer has a fault. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private Optional<Answer> answer = Optional.empty();

  /**
   * What came of asking.
   *
   * @param features what is known
   * @param remark why nothing is known, unless the runtime has no word on them
   */
  record Answer(Optional<Features> features, Optional<Finding> remark) {}

  /** Its features. */
  synchronized Answer of(OciRuntime runtime) {
    if (answer.isEmpty()) {
      answer = Optional.of(ask(runtime));
    }
    return answer.get();
  }

  private static Answer ask(OciRuntime runtime) {
    try {
      return new Answer(Optional.of(runtime.features(o -> o.timeout(LIMIT))), Optional.empty());
    } catch (UnsupportedVerbException e) {
      return new Answer(Optional.empty(), Optional.empty()); // This runtime can't say.
    } catch (CallInterruptedException e) {
      throw e; // The build is to end, which says nothing of the runtime.
    } catch (RuntimeFailureException e) {
      return new Answer(
          Optional.empty(),
          Optional.of(
              Finding.of(
                  RULE,
                  Level.INFO,
                  "",
                  "the runtime's features are unknown, so nothing was left out because of them: "
                      + e.getMessage())));
    }
  }
}
