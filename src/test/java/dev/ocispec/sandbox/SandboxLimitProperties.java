package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.InvariantAssertion.holds;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/** How much a build may use, for any request, sandbox and host. */
@Tag("property")
@Domain(SandboxDomain.class)
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class SandboxLimitProperties {
  /** Kept by standard and tvix. */
  @Property
  void asManyOpenFilesAsAreAllowed(@ForAll SandboxCase any) {
    holds(Invariant.OPEN_FILES_LIMITED, any);
  }

  /** Kept by standard. */
  @Property
  void noMoreOpenFilesAtFirstThanOldProgramsBear(@ForAll SandboxCase any) {
    holds(Invariant.OPEN_FILES_SAFE_AT_FIRST, any);
  }

  /** Kept by standard. */
  @Property
  void sharedMemoryHasTheSizeThatIsAllowed(@ForAll SandboxCase any) {
    holds(Invariant.SHARED_MEMORY_LIMITED, any);
  }

  /** Kept by standard. */
  @Property
  void programsRunInSharedMemoryOnlyWhenAsked(@ForAll SandboxCase any) {
    holds(Invariant.SHARED_MEMORY_RUNS_ONLY_WHEN_ASKED, any);
  }

  @Property
  void thePlanHandsOnWhatItsRunnerHasToHold(@ForAll SandboxCase any) {
    if (any.isStandard()) {
      assertThat(LimitInvariants.plan(any)).isEmpty();
    }
  }
}
