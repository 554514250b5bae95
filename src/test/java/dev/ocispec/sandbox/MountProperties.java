package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.InvariantAssertion.holds;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/**
 * What both profiles promise about mounts, or one of them; {@link Invariant} says which. What tvix
 * does not keep is in {@link TvixFaultsTest}.
 */
@Tag("property")
@Domain(SandboxDomain.class)
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class MountProperties {

  /** Kept by standard and tvix. */
  @Property
  void everyDestinationIsAbsoluteAndClean(@ForAll SandboxCase any) {
    holds(Invariant.DESTINATIONS_ABSOLUTE_AND_CLEAN, any);
  }

  /** Kept by standard. */
  @Property
  void everyDestinationIsUnique(@ForAll SandboxCase any) {
    holds(Invariant.DESTINATIONS_UNIQUE, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void noMountOptionIsThereTwice(@ForAll SandboxCase any) {
    holds(Invariant.MOUNT_OPTIONS_UNIQUE, any);
  }

  /** Kept by standard. */
  @Property
  void aMountBelowAnotherComesAfterIt(@ForAll SandboxCase any) {
    holds(Invariant.MOUNT_BELOW_ANOTHER_COMES_AFTER_IT, any);
  }

  /** Kept by standard. */
  @Property
  void nothingOutsideTheBundleIsReferencedButTheNamedHostPaths(@ForAll SandboxCase any) {
    holds(Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void onlyScratchTmpProcAndPartsOfDevAreWritable(@ForAll SandboxCase any) {
    holds(Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void theRootFileSystemIsReadOnlyAndInTheBundle(@ForAll SandboxCase any) {
    holds(Invariant.ROOT_READ_ONLY, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void theKernelsFileSystemsAreTheContainersOwn(@ForAll SandboxCase any) {
    holds(Invariant.KERNEL_FILE_SYSTEMS_ARE_NEW, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void rootlessThereIsNoGroupOptionAndNoSysfs(@ForAll SandboxCase any) {
    holds(Invariant.NO_GID_AND_NO_SYSFS_WHEN_ROOTLESS, any);
  }

  /** Kept by standard. */
  @Property
  void everyoneCanWriteToTmpUpToItsSize(@ForAll SandboxCase any) {
    holds(Invariant.TMP_USABLE_AND_LIMITED, any);
  }

  /** Kept by standard. */
  @Property
  void nothingIsRunFromTheKernelsFileSystems(@ForAll SandboxCase any) {
    holds(Invariant.KERNEL_FILE_SYSTEMS_RUN_NOTHING, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void scratchPathsAreWritableFoldersOfTheBundle(@ForAll SandboxCase any) {
    holds(Invariant.SCRATCH_WRITABLE_FROM_THE_BUNDLE, any);
  }

  /** Kept by standard. */
  @Property
  void scratchPathsHonourNeitherSetIdBitsNorDevices(@ForAll SandboxCase any) {
    holds(Invariant.SCRATCH_WITHOUT_SET_ID_AND_DEVICES, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void inputsAreReadOnlyNosuidNodev(@ForAll SandboxCase any) {
    holds(Invariant.INPUTS_READ_ONLY_NOSUID_NODEV, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void hostPathsAreReadOnly(@ForAll SandboxCase any) {
    holds(Invariant.HOST_PATHS_READ_ONLY, any);
  }

  /** Kept by standard. */
  @Property
  void hostPathsHonourNoSetIdBitsAndNoDevicesButThoseOfDev(@ForAll SandboxCase any) {
    holds(Invariant.HOST_PATHS_WITHOUT_SET_ID_AND_DEVICES, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void theShellIsThereExactlyWhenAskedFor(@ForAll SandboxCase any) {
    holds(Invariant.SHELL_EXACTLY_WHEN_ASKED, any);
  }

  /** Kept by standard and tvix. */
  @Property
  void theResolverFilesAreThereExactlyWithNetwork(@ForAll SandboxCase any) {
    holds(Invariant.RESOLVER_EXACTLY_WITH_NETWORK, any);
  }

  /** Kept by standard. */
  @Property
  void readOnlyHoldsForSubmountsWhereTheRuntimeKnowsHow(@ForAll SandboxCase any) {
    holds(Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN, any);
  }

  /** Kept by standard. */
  @Property
  void lockedMountFlagsAreKept(@ForAll SandboxCase any) {
    holds(Invariant.LOCKED_FLAGS_ARE_KEPT, any);
  }
}
