package dev.ocispec.testkit;

import dev.ocispec.features.Features;
import dev.ocispec.spec.Spec;
import dev.ocispec.state.ContainerProcessState;
import dev.ocispec.state.State;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Valid documents for parameters of property methods: put {@code @Domain(OciDomain.class)} on the
 * class, then {@code @ForAll Spec spec}.
 */
public final class OciDomain extends DomainContextBase {
  /** A domain; jqwik makes it. */
  public OciDomain() {}

  /** Configurations. */
  @Provide
  public Arbitrary<Spec> specs() {
    return OciArbitraries.specs();
  }

  /** States. */
  @Provide
  public Arbitrary<State> states() {
    return OciArbitraries.states();
  }

  /** Features documents. */
  @Provide
  public Arbitrary<Features> features() {
    return OciArbitraries.features();
  }

  /** Container process states. */
  @Provide
  public Arbitrary<ContainerProcessState> processStates() {
    return OciArbitraries.processStates();
  }
}
