package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.InvariantAssertion.holds;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/**
 * What the profile standard promises about the machine that a build sees; {@link Invariant} says
 * which.
 */
@Tag("property")
@Domain(SandboxDomain.class)
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class MachineProperties {

  /** Kept by standard. */
  @Property
  void aBuildForASmallerProcessorSeesThatOne(@ForAll SandboxCase any) {
    holds(Invariant.PERSONALITY_MATCHES_THE_SYSTEM, any);
  }

  /** Kept by standard. */
  @Property
  void theMaskOfNewFilesIsTheSameForEveryBuild(@ForAll SandboxCase any) {
    holds(Invariant.UMASK_IS_FIXED, any);
  }

  /** Kept by standard. */
  @Property
  void momentTimeZoneAndLocaleAreSetExactlyWhenOutputsAreToBeTheSame(@ForAll SandboxCase any) {
    holds(Invariant.NEUTRAL_ENVIRONMENT_EXACTLY_WHEN_NORMALISED, any);
  }
}
