package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.InvariantAssertion.holds;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/**
 * What both profiles promise about namespaces, ids and the process, or one of them; {@link
 * Invariant} says which. What tvix does not keep is in {@link TvixFaultsTest}.
 */
@Tag("property")
@Domain(SandboxDomain.class)
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class IdentityAndProcessProperties {

  /** Kept by standard and tvix. */
  @Property
  void thereIsANetworkNamespaceExactlyWhenNetworkIsNotAllowed(@ForAll SandboxCase any) {
    holds(Invariant.NETWORK_NAMESPACE_EXACTLY_WITHOUT_NETWORK, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void thereIsAUserNamespaceExactlyWhenRootless(@ForAll SandboxCase any) {
    holds(Invariant.USER_NAMESPACE_EXACTLY_WHEN_ROOTLESS, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void thereAreAllOtherNamespacesAlways(@ForAll SandboxCase any) {
    holds(Invariant.OTHER_NAMESPACES_ALWAYS, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void noNamespaceIsThereTwice(@ForAll SandboxCase any) {
    holds(Invariant.NO_NAMESPACE_TWICE, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void noNamespaceIsAnotherContainers(@ForAll SandboxCase any) {
    holds(Invariant.NO_NAMESPACE_JOINED, any);
  }

  /** Kept by standard. */
  @Property
  void thereAreIdMappingsExactlyWithAUserNamespace(@ForAll SandboxCase any) {
    holds(Invariant.ID_MAPPINGS_EXACTLY_WITH_USER_NAMESPACE, any);
  }

  /** Kept by standard. */
  @Property
  void theIdMappingsCoverUserAndGroupOfTheProcess(@ForAll SandboxCase any) {
    holds(Invariant.ID_MAPPINGS_COVER_THE_BUILD, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void theIdMappingsDoNotOverlap(@ForAll SandboxCase any) {
    holds(Invariant.ID_MAPPINGS_DO_NOT_OVERLAP, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void theIdMappingsStayWithinTheHostsRanges(@ForAll SandboxCase any) {
    holds(Invariant.ID_MAPPINGS_WITHIN_THE_HOSTS_RANGES, any);
  }

  /** Kept by standard. */
  @Property
  void aRootfulBuildIsNoOrdinaryUserOfTheHost(@ForAll SandboxCase any) {
    holds(Invariant.BUILD_IS_NO_ORDINARY_USER_OF_THE_HOST, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void aBuildWithLentIdsIsNotTheCaller(@ForAll SandboxCase any) {
    holds(Invariant.BUILD_IS_NOT_THE_CALLER_WHERE_IDS_ARE_LENT, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void argumentsEnvironmentAndFolderAreTheRequests(@ForAll SandboxCase any) {
    holds(Invariant.PROCESS_IS_THE_REQUESTS, any);
  }

  /** Kept by standard. */
  @Property
  void thereIsATerminalOnlyWhenAskedFor(@ForAll SandboxCase any) {
    holds(Invariant.TERMINAL_ONLY_WHEN_ASKED, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void noNewPrivilegesAreGained(@ForAll SandboxCase any) {
    holds(Invariant.NO_NEW_PRIVILEGES, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void capabilitiesAreAlwaysWritten(@ForAll SandboxCase any) {
    holds(Invariant.CAPABILITIES_ARE_WRITTEN, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void eachCapabilitySetIsWithinTheProfilesTable(@ForAll SandboxCase any) {
    holds(Invariant.CAPABILITIES_WITHIN_THE_TABLE, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void effectiveIsWithinPermittedWithinBoundingAndAmbientWithinBoth(@ForAll SandboxCase any) {
    holds(Invariant.CAPABILITY_SETS_WITHIN_EACH_OTHER, any);
  }

  /** Kept by standard. */
  @Property
  void noCapabilityIsAmbient(@ForAll SandboxCase any) {
    holds(Invariant.NO_AMBIENT_CAPABILITY, any);
  }

  /** Kept by standard. */
  @Property
  void anUnprivilegedBuildHasNoCapability(@ForAll SandboxCase any) {
    holds(Invariant.NO_CAPABILITY_FOR_AN_UNPRIVILEGED_BUILD, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void openFilesAreLimited(@ForAll SandboxCase any) {
    holds(Invariant.OPEN_FILES_LIMITED, any);
  }

  /** Kept by standard. */
  @Property
  void processesAreLimitedByAnOwnUserWhereControlGroupsCannot(@ForAll SandboxCase any) {
    holds(Invariant.PROCESSES_LIMITED_BY_AN_OWN_USER, any);
  }

  /** Kept by standard. */
  @Property
  void thereAreNoCoreDumps(@ForAll SandboxCase any) {
    holds(Invariant.NO_CORE_DUMPS, any);
  }
}
