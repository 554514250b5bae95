package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promises that tvix-build does not keep, each shown on a request where it does not. This is
 * the documentation of its faults.
 */
@Tag("unit")
class TvixFaultsTest {
  private static final SandboxCase ROOTFUL = Examples.tvix().get(0);
  private static final SandboxCase ROOTLESS = Examples.tvix().get(2);

  private static void breaks(Invariant invariant, SandboxCase any, String... violations) {
    assertThat(invariant.isKeptBy(SandboxProfile.TVIX)).isFalse();
    assertThat(invariant.violations(any)).containsExactly(violations);
  }

  @Test
  void aUserNamespaceHasNoIdMappings() {
    breaks(
        Invariant.ID_MAPPINGS_EXACTLY_WITH_USER_NAMESPACE,
        ROOTLESS,
        "uid mappings: []",
        "gid mappings: []");
    breaks(
        Invariant.ID_MAPPINGS_COVER_THE_BUILD,
        ROOTLESS,
        "user 1000 is not mapped",
        "group 100 is not mapped",
        "root is not mapped");
  }

  @Test
  void aRootfulBuildIsAPersonOfTheHost() {
    breaks(
        Invariant.BUILD_IS_NO_ORDINARY_USER_OF_THE_HOST,
        ROOTFUL,
        "the build is 1000:100 of the host");
  }

  @Test
  void thereIsATerminalWhichNobodyTakes() {
    breaks(Invariant.TERMINAL_ONLY_WHEN_ASKED, ROOTFUL, "terminal: Optional[true]");
  }

  @Test
  void theUnprivilegedBuildHasCapabilitiesAndTheyAreAmbient() {
    breaks(Invariant.NO_AMBIENT_CAPABILITY, ROOTFUL, "ambient CAP_AUDIT_WRITE", "ambient CAP_KILL");
    assertThat(Invariant.NO_AMBIENT_CAPABILITY.violations(ROOTLESS)).hasSize(14);
    assertThat(Invariant.NO_CAPABILITY_FOR_AN_UNPRIVILEGED_BUILD.violations(ROOTLESS)).hasSize(5);
  }

  @Test
  void whatABuildSeesOfTheMachineIsUpToTheRuntimeAndWhoStartsIt() {
    SandboxCase same =
        SandboxCase.of(Sandbox.tvix(), Examples.sameEachTime().build(), Examples.root().build());
    breaks(Invariant.PERSONALITY_MATCHES_THE_SYSTEM, same, "i686-linux on x86_64: Optional.empty");
    breaks(Invariant.UMASK_IS_FIXED, same, "umask: OptionalLong.empty");
    breaks(
        Invariant.NEUTRAL_ENVIRONMENT_EXACTLY_WHEN_NORMALISED,
        same,
        "added to the environment: []");
  }

  @Test
  void coresAreDumped() {
    breaks(Invariant.NO_CORE_DUMPS, ROOTFUL, "RLIMIT_CORE: " + ROOTFUL.process().rlimits());
  }

  @Test
  void twoThingsOfARequestCanBeMountedAtOnePlace() {
    SandboxCase any =
        SandboxCase.of(
            Sandbox.tvix(),
            Examples.request().addScratchPaths("tmp", "nix/store/src").build(),
            Examples.root().build());
    breaks(Invariant.DESTINATIONS_UNIQUE, any, "/tmp twice", "/nix/store/src twice");
  }

  @Test
  void aScratchPathCanHideWhatLiesBelowIt() {
    SandboxCase any =
        SandboxCase.of(
            Sandbox.tvix(),
            Examples.request().scratchPaths("nix/store/deep", "nix/store").build(),
            Examples.root().build());
    breaks(
        Invariant.MOUNT_BELOW_ANOTHER_COMES_AFTER_IT,
        any,
        "/nix/store comes after /nix/store/deep");
  }

  @Test
  void overlaysAndRootFileSystemsAreIgnored() {
    SandboxCase any =
        SandboxCase.of(
            Sandbox.tvix(), Examples.requestWithOverlays().build(), Examples.root().build());
    breaks(Invariant.OVERLAY_EXACTLY_WHERE_ASKED, any, "[], asked for [/nix/store/lib, /var]");
    assertThat(Invariant.ROOT_FILE_SYSTEM_IS_THERE.violations(any)).hasSize(4);
  }

  @Test
  void theHostsSysIsSeenInAUserNamespace() {
    breaks(Invariant.NOTHING_BUT_BUNDLE_AND_NAMED_HOST_PATHS, ROOTLESS, "/sys comes from /sys");
  }

  @Test
  void onlyRootCanUseTmp() {
    breaks(Invariant.TMP_USABLE_AND_LIMITED, ROOTFUL, "/tmp: [nosuid, noatime, mode=700]");
  }

  @Test
  void programsCanBeRunFromProc() {
    breaks(Invariant.KERNEL_FILE_SYSTEMS_RUN_NOTHING, ROOTFUL, "/proc: []");
  }

  @Test
  void scratchPathsHonourSetIdBitsAndDevices() {
    breaks(
        Invariant.SCRATCH_WITHOUT_SET_ID_AND_DEVICES,
        ROOTFUL,
        "/nix/store: [rbind, rw]",
        "/build: [rbind, rw]");
  }

  @Test
  void hostPathsHonourSetIdBitsAndDevices() {
    breaks(
        Invariant.HOST_PATHS_WITHOUT_SET_ID_AND_DEVICES,
        ROOTFUL,
        "/dev/kvm: [rbind, ro]",
        "/opt/tools: [rbind, ro]",
        "/bin/sh: [rbind, ro]");
  }

  @Test
  void submountsOfReadOnlyBindsAreWritable() {
    breaks(
        Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN,
        ROOTFUL,
        "/nix/store/lib: [rbind, ro, nosuid, nodev]",
        "/nix/store/src: [rbind, ro, nosuid, nodev]",
        "/dev/kvm: [rbind, ro]",
        "/opt/tools: [rbind, ro]",
        "/bin/sh: [rbind, ro]");
  }

  @Test
  void lockedFlagsAreDropped() {
    breaks(
        Invariant.LOCKED_FLAGS_ARE_KEPT,
        ROOTFUL,
        "/nix/store/src drops [noexec]",
        "/opt/tools drops [noexec, nosuid]");
  }

  @Test
  void keysOfOthersAreSeen() {
    breaks(Invariant.KEYS_ARE_MASKED, ROOTFUL, "/proc/keys");
  }

  @Test
  void theHostsDomainIsSeen() {
    breaks(Invariant.NO_HOST_NAMES, ROOTFUL, "names: Optional[localhost] Optional.empty");
  }

  @Test
  void someRuntimesAllowAllDevices() {
    breaks(Invariant.DEVICES_DENIED_FIRST, ROOTFUL, "the first device rule does not deny all");
  }

  @Test
  void nothingIsLimited() {
    breaks(
        Invariant.LIMITS_WHERE_THEY_CAN_BE_SET,
        ROOTFUL,
        "memory limit: expected OptionalLong[15032385536], found OptionalLong.empty",
        "memory reservation: expected OptionalLong[1048576], found OptionalLong.empty",
        "processes: expected OptionalLong[512], found OptionalLong.empty");
  }

  @Test
  void systemCallsAreNotFiltered() {
    breaks(
        Invariant.SYSTEM_CALLS_DENIED_BY_DEFAULT,
        ROOTFUL,
        "the filter lets through what it does not know");
    breaks(Invariant.FILTER_COVERS_THE_PROCESSOR, ROOTFUL, "architectures: []");
    for (Invariant invariant :
        List.of(
            Invariant.DANGEROUS_CALLS_DENIED,
            Invariant.NO_NEW_NAMESPACES,
            Invariant.NO_SET_ID_FILES)) {
      assertThat(invariant.violations(ROOTFUL)).hasSizeGreaterThan(7);
    }
  }

  @Test
  void theseAreAllTheFaults() {
    Set<Invariant> brokenSomewhere = EnumSet.noneOf(Invariant.class);
    Stream<SandboxCase> awkward =
        Stream.of(
            SandboxCase.of(
                Sandbox.tvix(),
                Examples.request().scratchPaths("tmp", "build/a", "build").build(),
                Examples.root().build()),
            SandboxCase.of(
                Sandbox.tvix(),
                Examples.request().build(),
                Examples.root().cgroupControllers(List.of()).build()),
            SandboxCase.of(
                Sandbox.tvix(), Examples.sameEachTime().build(), Examples.root().build()),
            SandboxCase.of(
                Sandbox.tvix(), Examples.requestWithOverlays().build(), Examples.root().build()));
    Stream.concat(Examples.tvix().stream(), awkward)
        .forEach(
            any ->
                Stream.of(Invariant.values())
                    .filter(invariant -> !invariant.violations(any).isEmpty())
                    .forEach(brokenSomewhere::add));
    Set<Invariant> notKept = EnumSet.allOf(Invariant.class);
    notKept.removeIf(invariant -> invariant.isKeptBy(SandboxProfile.TVIX));
    assertThat(brokenSomewhere).isEqualTo(notKept);
  }
}
