package dev.ocispec.service;

import dev.ocispec.features.Features;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.UnsupportedVerbException;
import java.util.Optional;

/** What a runtime says of itself; asked once, when it is first needed and it answers. */
final class CachedFeatures {
  private Optional<Optional<Features>> answer = Optional.empty();

  /** Its features; empty when it has no word on them. */
  synchronized Optional<Features> of(OciRuntime runtime) {
    if (answer.isEmpty()) {
      answer = Optional.of(ask(runtime));
    }
    return answer.get();
  }

  private static Optional<Features> ask(OciRuntime runtime) {
    try {
      return Optional.of(runtime.features());
    } catch (UnsupportedVerbException e) {
      return Optional.empty(); // An answer as well: this runtime can't say.
    }
  }
}
