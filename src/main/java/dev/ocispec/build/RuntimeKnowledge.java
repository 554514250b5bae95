package dev.ocispec.build;

import dev.ocispec.features.Features;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.UnsupportedVerbException;
import java.util.Optional;

/** What a runtime says of itself; asked once, when it is first needed and it answers. */
final class RuntimeKnowledge {
  private final OciRuntime runtime;
  private Optional<Optional<Features>> answer = Optional.empty();

  RuntimeKnowledge(OciRuntime runtime) {
    this.runtime = runtime;
  }

  /** Its features; empty when it has no word on them. */
  synchronized Optional<Features> features() {
    if (answer.isEmpty()) {
      answer = Optional.of(ask());
    }
    return answer.get();
  }

  private Optional<Features> ask() {
    try {
      return Optional.of(runtime.features());
    } catch (UnsupportedVerbException e) {
      return Optional.empty(); // An answer as well: this runtime can't say.
    }
  }
}
