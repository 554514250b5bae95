package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.InvariantAssertion.holds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * What the profile standard promises about the machine that a build sees; {@link Invariant} says
 * which.
 */
@Tag("property")
@Domain(SandboxDomain.class)
@Domain(DomainContext.Global.class)
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

  /** Kept by standard and tvix. */
  @Property
  void theIdsThatABuildIsGivenAreItsOwn(@ForAll SandboxCase any) {
    holds(Invariant.OWN_IDS_ARE_THE_BUILDS, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void groupsAreThoseOfNamedDevices(@ForAll SandboxCase any) {
    holds(Invariant.GROUPS_ONLY_OF_NAMED_DEVICES, any);
  }

  /** What the service relies on when it runs several builds at once. */
  @Property
  void twoBuildsHaveNoIdOfTheHostInCommon(
      @ForAll SandboxCase any,
      @ForAll @IntRange(max = 40) int one,
      @ForAll @IntRange(max = 40) int other) {
    Assume.that(one != other);
    Set<Long> users = new HashSet<>();
    for (int place : List.of(one, other)) {
      HostIds.at(any.host(), any.rootless(), place)
          .ifPresent(
              ids -> {
                assertThat(users.add(ids.build().uid())).isTrue();
                assertThat(ids.build().uid()).isNotEqualTo(any.host().uid());
                if (any.rootless() && any.host().uid() == 0) {
                  assertThat(users.add(ids.root().uid())).isTrue();
                }
              });
    }
  }
}
