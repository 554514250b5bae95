package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

/** Asserts that an invariant holds wherever it is promised. */
final class InvariantAssertion {
  private InvariantAssertion() {}

  static void holds(Invariant invariant, SandboxCase any) {
    if (invariant.isKeptBy(any.sandbox().profile())) {
      assertThat(invariant.violations(any))
          .as("%s of %s for %s on %s", invariant, any.sandbox(), any.request(), any.host())
          .isEmpty();
    }
  }
}
