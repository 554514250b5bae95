package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.InvariantAssertion.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.version.MinimumVersion;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/**
 * What both profiles promise about what of the kernel a build sees and may use, or one of them;
 * {@link Invariant} says which. What tvix does not keep is in {@link TvixFaultsTest}.
 */
@Tag("property")
@Domain(SandboxDomain.class)
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class KernelProperties {

  /** Kept by standard and tvix. */
  @Property
  void theMaskedPathsAreComplete(@ForAll SandboxCase any) {
    holds(Invariant.MASKED_PATHS_COMPLETE, any);
  }

  /** Kept by standard. */
  @Property
  void theListOfKeysIsMasked(@ForAll SandboxCase any) {
    holds(Invariant.KEYS_ARE_MASKED, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void theReadOnlyPathsAreComplete(@ForAll SandboxCase any) {
    holds(Invariant.READ_ONLY_PATHS_COMPLETE, any);
  }

  /** Kept by standard. */
  @Property
  void theHostsNamesAreNotSeen(@ForAll SandboxCase any) {
    holds(Invariant.NO_HOST_NAMES, any);
  }

  /** Kept by standard. */
  @Property
  void allDevicesAreDeniedFirst(@ForAll SandboxCase any) {
    holds(Invariant.DEVICES_DENIED_FIRST, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void onlyUsualAndNamedDevicesAreAllowed(@ForAll SandboxCase any) {
    holds(Invariant.ONLY_USUAL_AND_NAMED_DEVICES, any);
  }

  /** Kept by standard. */
  @Property
  void limitsAreThereExactlyWhereTheHostCanSetThem(@ForAll SandboxCase any) {
    holds(Invariant.LIMITS_WHERE_THEY_CAN_BE_SET, any);
  }

  /** Kept by standard. */
  @Property
  void unknownSystemCallsAreDenied(@ForAll SandboxCase any) {
    holds(Invariant.SYSTEM_CALLS_DENIED_BY_DEFAULT, any);
  }

  /** Kept by standard. */
  @Property
  void dangerousSystemCallsAreDenied(@ForAll SandboxCase any) {
    holds(Invariant.DANGEROUS_CALLS_DENIED, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void ordinarySystemCallsAreAllowed(@ForAll SandboxCase any) {
    holds(Invariant.ORDINARY_CALLS_ALLOWED, any);
  }

  /** Kept by standard. */
  @Property
  void noNamespaceCanBeMadeInside(@ForAll SandboxCase any) {
    holds(Invariant.NO_NEW_NAMESPACES, any);
  }

  /** Kept by standard. */
  @Property
  void noFileGetsASetIdBit(@ForAll SandboxCase any) {
    holds(Invariant.NO_SET_ID_FILES, any);
  }

  /** Kept by standard. */
  @Property
  void noDeviceNodesCanBeMade(@ForAll SandboxCase any) {
    holds(Invariant.NO_DEVICE_NODES, any);
  }

  /** Kept by standard. */
  @Property
  void theFilterCoversTheHostsProcessor(@ForAll SandboxCase any) {
    holds(Invariant.FILTER_COVERS_THE_PROCESSOR, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void nothingElseRunsOrChanges(@ForAll SandboxCase any) {
    holds(Invariant.NOTHING_ELSE_RUNS_OR_CHANGES, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void theEmittedDocumentPassesTheSchema(@ForAll SandboxCase any) {
    holds(Invariant.SCHEMA_PASSES, any);
  }

  /** Also where the filter's share of it was found once for many builds. */
  @Property
  void theReleaseIsTheLowestThatDefinesTheWholeDocument(@ForAll SandboxCase any) {
    assertThat(any.spec().ociVersion())
        .isEqualTo(MinimumVersion.of(any.spec()).release().version());
  }
}
