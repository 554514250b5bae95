package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.SandboxProfile.STANDARD;
import static dev.ocispec.sandbox.SandboxProfile.TVIX;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a sandbox promises about every specification, and which profiles keep the promise. */
enum Invariant {
  // Namespaces and ids.
  NETWORK_NAMESPACE_EXACTLY_WITHOUT_NETWORK(IsolationInvariants::networkNamespace, STANDARD, TVIX),
  USER_NAMESPACE_EXACTLY_WHEN_ROOTLESS(IsolationInvariants::userNamespace, STANDARD, TVIX),
  OTHER_NAMESPACES_ALWAYS(IsolationInvariants::otherNamespaces, STANDARD, TVIX),
  NO_NAMESPACE_TWICE(IsolationInvariants::noNamespaceTwice, STANDARD, TVIX),
  NO_NAMESPACE_JOINED(IsolationInvariants::noNamespaceJoined, STANDARD, TVIX),
  ID_MAPPINGS_EXACTLY_WITH_USER_NAMESPACE(IdentityInvariants::exactlyWithUserNamespace, STANDARD),
  ID_MAPPINGS_COVER_THE_BUILD(IdentityInvariants::coverTheBuild, STANDARD),
  ID_MAPPINGS_DO_NOT_OVERLAP(IdentityInvariants::doNotOverlap, STANDARD, TVIX),
  ID_MAPPINGS_WITHIN_THE_HOSTS_RANGES(IdentityInvariants::withinRanges, STANDARD, TVIX),
  BUILD_IS_NO_ORDINARY_USER_OF_THE_HOST(IdentityInvariants::noOrdinaryUser, STANDARD),
  BUILD_IS_NOT_THE_CALLER_WHERE_IDS_ARE_LENT(IdentityInvariants::notTheCaller, STANDARD, TVIX),

  // The process.
  PROCESS_IS_THE_REQUESTS(ProcessInvariants::isTheRequests, STANDARD, TVIX),
  TERMINAL_ONLY_WHEN_ASKED(ProcessInvariants::terminal, STANDARD),
  NO_NEW_PRIVILEGES(ProcessInvariants::noNewPrivileges, STANDARD, TVIX),
  CAPABILITIES_ARE_WRITTEN(ProcessInvariants::capabilitiesWritten, STANDARD, TVIX),
  CAPABILITIES_WITHIN_THE_TABLE(ProcessInvariants::capabilitiesWithinTable, STANDARD, TVIX),
  CAPABILITY_SETS_WITHIN_EACH_OTHER(ProcessInvariants::capabilitySets, STANDARD, TVIX),
  NO_AMBIENT_CAPABILITY(ProcessInvariants::noneAmbient, STANDARD),
  NO_CAPABILITY_FOR_AN_UNPRIVILEGED_BUILD(ProcessInvariants::noneUnprivileged, STANDARD),
  OPEN_FILES_LIMITED(ProcessInvariants::openFiles, STANDARD, TVIX),
  PROCESSES_LIMITED_BY_AN_OWN_USER(ProcessInvariants::processes, STANDARD),
  NO_CORE_DUMPS(ProcessInvariants::noCoreDumps, STANDARD),
  FIRST_PROCESS_EXACTLY_WHERE_THERE_IS_ONE(FirstProcessInvariants::present, STANDARD, TVIX),
  FIRST_PROCESS_CANNOT_BE_CHANGED(FirstProcessInvariants::readOnly, STANDARD, TVIX),
  FIRST_PROCESS_HAS_ITS_PLACE_ALONE(FirstProcessInvariants::alone, STANDARD, TVIX),

  // What is one build's alone.
  OWN_IDS_ARE_THE_BUILDS(OwnIdsInvariants::areTheBuilds, STANDARD, TVIX),
  GROUPS_ONLY_OF_NAMED_DEVICES(OwnIdsInvariants::groups, STANDARD, TVIX),

  // What a build sees of the machine.
  PERSONALITY_MATCHES_THE_SYSTEM(MachineInvariants::personality, STANDARD),
  UMASK_IS_FIXED(MachineInvariants::umask, STANDARD),
  NEUTRAL_ENVIRONMENT_EXACTLY_WHEN_NORMALISED(MachineInvariants::neutralEnvironment, STANDARD),

  // Private networks.
  PRIVATE_NETWORK_EXACTLY_WHERE_DUE(NetworkInvariants::exactlyWhereDue, STANDARD, TVIX),
  PRIVATE_NETWORK_IS_NEW(NetworkInvariants::newNamespace, STANDARD, TVIX),
  PRIVATE_NETWORK_HAS_ITS_OWN_RESOLVER(NetworkInvariants::ownResolver, STANDARD, TVIX),
  PRIVATE_RESOLVER_CANNOT_BE_CHANGED(NetworkInvariants::resolverFlags, STANDARD, TVIX),

  // Overlays and root file systems.
  OVERLAY_EXACTLY_WHERE_ASKED(OverlayInvariants::exactlyWhereAsked, STANDARD),
  OVERLAY_CHANGES_GO_TO_THE_BUNDLE(OverlayInvariants::changesGoToTheBundle, STANDARD, TVIX),
  OVERLAY_SHOWS_WHAT_IS_NAMED(OverlayInvariants::showsWhatIsNamed, STANDARD, TVIX),
  OVERLAY_WITHOUT_SET_ID_AND_DEVICES(OverlayInvariants::withoutSetIdAndDevices, STANDARD, TVIX),
  OVERLAY_ATTRIBUTES_SUIT_THE_NAMESPACE(OverlayInvariants::attributes, STANDARD, TVIX),
  ROOT_FILE_SYSTEM_IS_THERE(OverlayInvariants::rootFileSystem, STANDARD),

  // Mounts.
  DESTINATIONS_ABSOLUTE_AND_CLEAN(MountInvariants::cleanDestinations, STANDARD, TVIX),
  DESTINATIONS_UNIQUE(MountInvariants::uniqueDestinations, STANDARD),
  MOUNT_OPTIONS_UNIQUE(MountInvariants::uniqueOptions, STANDARD, TVIX),
  MOUNT_BELOW_ANOTHER_COMES_AFTER_IT(MountInvariants::parentsFirst, STANDARD),
  NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS(MountInvariants::sources, STANDARD),
  ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE(MountInvariants::writable, STANDARD, TVIX),
  ROOT_READ_ONLY(MountInvariants::rootReadOnly, STANDARD, TVIX),
  KERNEL_FILE_SYSTEMS_ARE_NEW(MountInvariants::kernelFileSystems, STANDARD, TVIX),
  NO_GID_AND_NO_SYSFS_WHEN_ROOTLESS(MountInvariants::rootlessMounts, STANDARD, TVIX),
  TMP_USABLE_AND_LIMITED(MountInvariants::tmp, STANDARD),
  KERNEL_FILE_SYSTEMS_RUN_NOTHING(MountInvariants::kernelFlags, STANDARD),

  // What a request mounts.
  SCRATCH_WRITABLE_FROM_THE_BUNDLE(RequestMountInvariants::scratch, STANDARD, TVIX),
  SCRATCH_WITHOUT_SET_ID_AND_DEVICES(RequestMountInvariants::scratchFlags, STANDARD),
  INPUTS_READ_ONLY_NOSUID_NODEV(RequestMountInvariants::inputs, STANDARD, TVIX),
  HOST_PATHS_READ_ONLY(RequestMountInvariants::hostPaths, STANDARD, TVIX),
  HOST_PATHS_WITHOUT_SET_ID_AND_DEVICES(RequestMountInvariants::hostPathFlags, STANDARD),
  SHELL_EXACTLY_WHEN_ASKED(RequestMountInvariants::shell, STANDARD, TVIX),
  RESOLVER_EXACTLY_WITH_NETWORK(RequestMountInvariants::resolver, STANDARD, TVIX),
  READ_ONLY_IS_RECURSIVE_WHERE_KNOWN(RequestMountInvariants::recursive, STANDARD),
  LOCKED_FLAGS_ARE_KEPT(RequestMountInvariants::lockedFlags, STANDARD),

  // The kernel.
  MASKED_PATHS_COMPLETE(KernelInvariants::masked, STANDARD, TVIX),
  KEYS_ARE_MASKED(KernelInvariants::keysMasked, STANDARD),
  READ_ONLY_PATHS_COMPLETE(KernelInvariants::readOnly, STANDARD, TVIX),
  NO_HOST_NAMES(KernelInvariants::hostNames, STANDARD),
  DEVICES_DENIED_FIRST(KernelInvariants::devicesDenied, STANDARD),
  ONLY_USUAL_AND_NAMED_DEVICES(KernelInvariants::devicesAllowed, STANDARD, TVIX),
  OPEN_FILES_SAFE_AT_FIRST(LimitInvariants::openFilesAtFirst, STANDARD, TVIX),
  SHARED_MEMORY_LIMITED(LimitInvariants::sharedMemory, STANDARD, TVIX),
  SHARED_MEMORY_RUNS_ONLY_WHEN_ASKED(LimitInvariants::sharedMemoryRuns, STANDARD, TVIX),
  LIMITS_WHERE_THEY_CAN_BE_SET(KernelInvariants::limits, STANDARD),
  SYSTEM_CALLS_DENIED_BY_DEFAULT(SeccompInvariants::deniedByDefault, STANDARD),
  DANGEROUS_CALLS_DENIED(SeccompInvariants::dangerous, STANDARD),
  ORDINARY_CALLS_ALLOWED(SeccompInvariants::ordinary, STANDARD, TVIX),
  NO_NEW_NAMESPACES(SeccompInvariants::namespaces, STANDARD),
  NO_SET_ID_FILES(SeccompInvariants::setIdFiles, STANDARD),
  NO_DEVICE_NODES(SeccompInvariants::deviceNodes, STANDARD),
  FILTER_COVERS_THE_PROCESSOR(SeccompInvariants::architectures, STANDARD),
  NOTHING_ELSE_RUNS_OR_CHANGES(KernelInvariants::nothingElse, STANDARD, TVIX),
  SCHEMA_PASSES(KernelInvariants::schema, STANDARD, TVIX);

  private final Function<SandboxCase, List<String>> check;
  private final Set<SandboxProfile> keepers;

  Invariant(Function<SandboxCase, List<String>> check, SandboxProfile... keepers) {
    this.check = check;
    this.keepers = EnumSet.copyOf(List.of(keepers));
  }

  boolean isKeptBy(SandboxProfile profile) {
    return keepers.contains(profile);
  }

  /** What breaks the promise; nothing when it is kept. */
  List<String> violations(SandboxCase sandboxCase) {
    return check.apply(sandboxCase);
  }
}
