package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Shared;
import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxPersonality;
import dev.ocispec.spec.LinuxPersonalityDomain;
import dev.ocispec.spec.LinuxSeccompArch;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.SchemaValidator;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SandboxTest {

  @Test
  void aSandboxIsAValue() {
    Sandbox sandbox = Sandbox.standard().rootless(true).shell(Path.of("/sh"));

    assertThat(sandbox)
        .isEqualTo(Sandbox.standard().shell(Path.of("/sh")).rootless(true))
        .hasSameHashCodeAs(Sandbox.standard().shell(Path.of("/sh")).rootless(true))
        .isNotEqualTo(sandbox.terminal(true))
        .isNotEqualTo(Sandbox.tvix().rootless(true).shell(Path.of("/sh")))
        .isNotEqualTo("sandbox");
    assertThat(sandbox.hashCode()).isNotEqualTo(sandbox.terminal(true).hashCode());
    assertThat(sandbox.toString()).contains("STANDARD").contains("/sh");
  }

  @Test
  void aSandboxTellsWhatItWasTold() {
    Sandbox plain = Sandbox.standard();
    assertThat(plain.profile()).isEqualTo(SandboxProfile.STANDARD);
    assertThat(plain.rootless()).isEmpty();
    assertThat(plain.shell()).isEmpty();
    assertThat(plain.buildIds()).isEmpty();
    assertThat(plain.limits()).isEqualTo(SandboxLimits.DEFAULT);
    assertThat(plain.terminal()).isFalse();
    assertThat(plain.capabilities()).isEmpty();
    assertThat(plain.emulatedSystems()).isEmpty();

    Sandbox told =
        Sandbox.tvix()
            .rootless(false)
            .shell(Path.of("/s"))
            .buildIds(7, 8)
            .limits(SandboxLimits.DEFAULT.withMemory(9))
            .terminal(true)
            .capabilities(Capability.CAP_SETUID, Capability.CAP_CHOWN, Capability.CAP_CHOWN)
            .emulatedSystems(List.of("b-linux", "a-linux"));
    assertThat(told.profile()).isEqualTo(SandboxProfile.TVIX);
    assertThat(told.rootless()).contains(false);
    assertThat(told.shell()).contains(Path.of("/s"));
    assertThat(told.buildIds()).contains(new BuildIds(7, 8));
    assertThat(told.limits().memory()).isEqualTo(OptionalLong.of(9));
    assertThat(told.terminal()).isTrue();
    assertThat(told.capabilities()).containsExactly(Capability.CAP_CHOWN, Capability.CAP_SETUID);
    assertThat(told.emulatedSystems()).containsExactly("a-linux", "b-linux");
  }

  @Test
  void withoutFurtherWordOnlyRootHasNoUserNamespace() {
    for (Sandbox sandbox : List.of(Sandbox.standard(), Sandbox.tvix())) {
      assertThat(sandbox.plan(Examples.request().build(), Examples.root().build()).identity())
          .matches(identity -> !identity.userNamespace());
      assertThat(sandbox.plan(Examples.request().build(), Examples.user().build()).identity())
          .matches(BuildIdentity::userNamespace);
    }
  }

  @Test
  void theShellMustBeAnAbsolutePath() {
    assertThatThrownBy(() -> Sandbox.standard().shell(Path.of("bin/sh")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected an absolute path, found bin/sh");
  }

  @Test
  void onlyCapabilitiesOfTheTableCanBeGiven() {
    assertThatThrownBy(
            () -> Sandbox.standard().capabilities(Capability.CAP_CHOWN, Capability.CAP_SYS_ADMIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected capabilities among [CAP_CHOWN, ")
        .hasMessageEndingWith(", found [CAP_SYS_ADMIN]");
  }

  @Test
  void rootOfAUserNamespaceGetsTheCapabilitiesItWasTold() {
    SandboxCase any =
        SandboxCase.of(
            Sandbox.standard()
                .buildIds(0, 0)
                .capabilities(Capability.CAP_SYS_CHROOT, Capability.CAP_CHOWN),
            Examples.request().build(),
            Examples.user().build());
    LinuxCapabilities capabilities = any.process().capabilities().orElseThrow();

    assertThat(capabilities.bounding())
        .containsExactly(Capability.CAP_CHOWN, Capability.CAP_SYS_CHROOT);
    assertThat(capabilities.effective()).isEqualTo(capabilities.bounding());
    assertThat(capabilities.permitted()).isEqualTo(capabilities.bounding());
    assertThat(capabilities.inheritable()).isEmpty();
    assertThat(capabilities.ambient()).isEmpty();
    assertThat(SeccompEvaluation.answer(any.linux().seccomp(), "chroot")).isEqualTo("allow");
  }

  @Test
  void theTvixProfileHasItsOwnShellWhenNoneIsNamed() {
    Spec spec = Sandbox.tvix().spec(Examples.request().build(), HostFacts.builder().build());

    assertThat(spec.mounts())
        .filteredOn(mount -> mount.destination().equals("/bin/sh"))
        .extracting(mount -> mount.source().orElse(""))
        .containsExactly("/bin/busybox");
  }

  @Test
  void theTvixProfileIgnoresTheSystemAndTheMemory() {
    BuildRequest request =
        Examples.request().constraints(c -> c.system("vax-vms").minMemory(1L << 60)).build();
    BuildRequest modest = Examples.request().constraints(c -> c.clearSystem().minMemory(0)).build();
    HostFacts host = HostFacts.builder().memory(1).build();

    assertThat(Sandbox.tvix().spec(request, host)).isEqualTo(Sandbox.tvix().spec(modest, host));
    assertThat(Sandbox.tvix().plan(request, host).remarks()).isEmpty();
  }

  @Test
  void theIdentityTellsWhoTheBuildIsOnTheHost() {
    BuildIdentity rootful = identity(Sandbox.standard().rootless(false), Examples.root());
    assertThat(rootful.ids()).isEqualTo(new BuildIds(1_879_149_192, 1_879_149_192));
    assertThat(rootful.ids()).hasToString("1879149192:1879149192");
    assertThat(hostIds(rootful)).containsExactly(1_879_149_192L, 1_879_149_192L, 0L, 0L);

    BuildIdentity lentByRoot = identity(Sandbox.standard().rootless(true), Examples.root());
    assertThat(lentByRoot.ids()).isEqualTo(new BuildIds(1000, 100));
    assertThat(hostIds(lentByRoot)).containsExactly(1_065_535L, 2_065_535L, 1_065_534L, 2_065_534L);

    BuildIdentity lent = identity(Sandbox.standard(), Examples.user());
    assertThat(lent.ids()).isEqualTo(new BuildIds(1000, 100));
    assertThat(hostIds(lent)).containsExactly(165_535L, 265_535L, 1001L, 1002L);

    BuildIdentity alone = identity(Sandbox.standard(), Examples.userAlone());
    assertThat(alone.ids()).isEqualTo(new BuildIds(0, 0));
    assertThat(hostIds(alone)).containsExactly(1001L, 1002L, 1001L, 1002L);

    BuildIdentity tvix = identity(Sandbox.tvix(), Examples.user());
    assertThat(tvix.hostUid()).isEmpty();
    assertThat(tvix.hostGid()).isEmpty();
    assertThat(tvix.hostRootUid()).isEmpty();
    assertThat(tvix.hostRootGid()).isEmpty();
  }

  private static BuildIdentity identity(Sandbox sandbox, HostFacts.Builder host) {
    return sandbox.plan(Examples.request().build(), host.build()).identity();
  }

  private static List<Long> hostIds(BuildIdentity identity) {
    return List.of(
        identity.hostUid().orElseThrow(),
        identity.hostGid().orElseThrow(),
        identity.hostRootUid().orElseThrow(),
        identity.hostRootGid().orElseThrow());
  }

  @Test
  void whereTheHostAllowsAllOnlyCopiesOfOverlaysAndPrivateNetworksAreTold() {
    for (SandboxCase any : Examples.standard()) {
      boolean copied = any.rootless() && !any.request().constraints().overlays().isEmpty();
      List<String> told =
          copied
              ? List.of("sandbox-overlay", "sandbox-overlay")
              : NetworkInvariants.isPrivate(any) ? List.of("sandbox-network") : List.of();
      assertThat(any.sandbox().plan(any.request(), any.host()).remarks())
          .map(Finding::rule)
          .isEqualTo(told);
    }
  }

  @Test
  void whatTheHostDoesNotAllowIsSaid() {
    HostFacts host =
        Examples.userAlone()
            .cgroupControllers(List.of())
            .resolverFiles(List.of("/etc/hosts"))
            .architecture("mystery")
            .systems(List.of("x86_64-linux"))
            .namespaces(
                HostFacts.builder().build().namespaces().stream()
                    .filter(type -> !type.text().equals("cgroup"))
                    .toList())
            .build();

    assertThat(
            Sandbox.standard()
                .firstProcess(false)
                .limits(SandboxLimits.DEFAULT.withMemory(1L << 30).withCpuMillis(500))
                .plan(Examples.requestWithNetwork().build(), host)
                .remarks())
        .extracting(Finding::toLine)
        .containsExactly(
            "(host): without subordinate ids the build runs as the user who starts it,"
                + " ci: what it writes belongs to that user [sandbox-subordinate-ids] (should)",
            "(host): the host has no cgroup namespaces: the build sees the names of its"
                + " control groups [sandbox-namespace] (should)",
            "/constraints/networkAccess: the host has no /etc/resolv.conf: the build runs"
                + " without it [sandbox-resolver] (info)",
            "/constraints/networkAccess: the host has no /etc/services: the build runs"
                + " without it [sandbox-resolver] (info)",
            "(host): this user can't set these limits through control groups, so they"
                + " are not enforced: memory, pids, cpu [sandbox-limits] (should)",
            "(host): the system call filter has no table for the processor mystery:"
                + " it holds for the runtime's own architecture [sandbox-seccomp] (should)");
  }

  @Test
  void anEmulatorTheHostDoesNotTellOfCanBeNamed() {
    BuildRequest request = Examples.request().constraints(c -> c.system("aarch64-linux")).build();

    assertThat(
            Sandbox.standard()
                .emulatedSystems(Set.of("aarch64-linux"))
                .plan(request, Examples.root().build())
                .remarks())
        .isEmpty();
  }

  @Test
  void armProcessorsOf32BitsAreSystemsOf64OnlyWhereTheyAreNamed() {
    BuildRequest request = Examples.request().constraints(c -> c.system("armv7l-linux")).build();
    HostFacts arm64 = Examples.root().architecture("aarch64").build();

    assertThatThrownBy(() -> Sandbox.standard().plan(request, arm64))
        .hasMessageContaining("expected one of the systems that run here, aarch64-linux, found");
    Sandbox named = Sandbox.standard().emulatedSystems(Set.of("armv7l-linux"));
    assertThat(named.spec(request, arm64).linux().orElseThrow().personality())
        .contains(LinuxPersonality.builder().domain(LinuxPersonalityDomain.LINUX32).build());
    assertThat(named.spec(request, arm64).linux().orElseThrow().seccomp().orElseThrow())
        .matches(filter -> filter.architectures().contains(LinuxSeccompArch.SCMP_ARCH_ARM));
    HostFacts emulating =
        arm64.toBuilder().systems(Set.of("aarch64-linux", "armv7l-linux")).build();
    assertThat(Sandbox.standard().spec(request, emulating).linux().orElseThrow().personality())
        .as("an emulator says itself what it is")
        .isEmpty();
  }

  @Test
  void aHostFileAskedForByNameIsMountedOnce() {
    SandboxCase any =
        SandboxCase.of(
            Sandbox.standard(),
            Examples.requestWithNetwork()
                .constraints(c -> c.availableReadOnlyPaths("/etc/hosts"))
                .build(),
            Examples.root().build());

    assertThat(any.spec().mounts())
        .filteredOn(mount -> mount.destination().equals("/etc/hosts"))
        .hasSize(1);
  }

  @Test
  void aScratchPathTakesThePlaceOfTmp() {
    SandboxCase any =
        SandboxCase.of(
            Sandbox.standard(),
            Examples.request().scratchPaths("tmp", "build").build(),
            Examples.root().build());

    assertThat(any.mountAt("/tmp").orElseThrow().source()).contains(SandboxLayout.scratch("tmp"));
  }

  @Test
  void mountsStandByDepthAndElseInTheOrderOfTheTables() {
    assertThat(Examples.standard().get(3).spec().mounts())
        .extracting(mount -> mount.destination())
        .containsExactly(
            "/proc",
            "/dev",
            "/tmp",
            "/build",
            "/.ocispec",
            "/dev/shm",
            "/dev/mqueue",
            "/dev/pts",
            "/nix/store",
            "/dev/kvm",
            "/opt/tools",
            "/bin/sh",
            "/etc/hosts",
            "/etc/resolv.conf",
            "/etc/services",
            "/sys/fs/cgroup",
            "/nix/store/lib",
            "/nix/store/src");
  }

  @Test
  void withoutWishesMemoryIsLeftAloneWhereNobodyKnowsHowMuchThereIs() {
    SandboxCase any =
        SandboxCase.of(
            Sandbox.standard(),
            BuildRequest.builder().commandArgs("/x").build(),
            HostFacts.builder().cgroupControllers(List.of("memory", "pids")).build());

    assertThat(Invariant.LIMITS_WHERE_THEY_CAN_BE_SET.violations(any)).isEmpty();
    assertThat(any.linux().resources().orElseThrow().memory()).isEmpty();
    assertThat(
            any.sandbox()
                .plan(
                    any.request(),
                    any.host().toBuilder().cgroupControllers(List.of("pids")).build())
                .remarks())
        .isEmpty();
  }

  @Test
  void theDefaultLimitsLeaveTheMachineUsable() {
    assertThat(SandboxLimits.DEFAULT.processes()).isEqualTo(512);
    BuildRequest.Builder request = BuildRequest.builder().commandArgs("/x");
    HostFacts host = Examples.root().memory(8000).build();

    assertThat(memoryLimit(request, host)).isEqualTo(7000);
    assertThat(memoryLimit(request.constraints(c -> c.minMemory(7500)), host)).isEqualTo(7500);
  }

  private static long memoryLimit(BuildRequest.Builder request, HostFacts host) {
    return SandboxCase.of(Sandbox.standard(), request.build(), host)
        .linux()
        .resources()
        .flatMap(r -> r.memory())
        .orElseThrow()
        .limit()
        .orElseThrow();
  }

  @Test
  void controlGroupsAreSeenWhereThereAreAny() {
    assertThat(seesControlGroups(Examples.root(), false)).isTrue();
    assertThat(seesControlGroups(Examples.user(), true)).isTrue();
    assertThat(seesControlGroups(Examples.user().cgroupControllers(List.of()), true)).isFalse();
    assertThat(seesControlGroups(Examples.root().cgroupControllers(List.of()), false)).isTrue();
    assertThat(seesControlGroups(Examples.root().cgroupMode(CgroupMode.NONE), false)).isFalse();
  }

  private static boolean seesControlGroups(HostFacts.Builder host, boolean rootless) {
    return SandboxCase.of(
            Sandbox.standard().rootless(rootless), Examples.request().build(), host.build())
        .mountAt("/sys/fs/cgroup")
        .isPresent();
  }

  @Test
  void theGroupOfTerminalsIsTheHostsWithoutUserNamespace() {
    assertThat(Examples.standard().get(0).mountAt("/dev/pts").orElseThrow().options())
        .contains("gid=5");
  }

  @Test
  void oldRuntimesAreNotAskedForMoreThanTheyKnow() {
    assertThat(Examples.tvix()).allMatch(any -> any.spec().ociVersion().equals("1.0.0"));
    assertThat(Examples.standard()).allMatch(any -> any.spec().ociVersion().equals("1.1.0"));
  }

  @Test
  void theOfficialSchemaTakesTheExamples() {
    SchemaValidator official = SchemaValidator.of(Shared.path("official-schema/v1.3.0"));

    for (SandboxCase any : Examples.standard()) {
      assertThat(official.validate(any.spec()).findings()).isEmpty();
    }
    for (SandboxCase any : Examples.tvix()) {
      assertThat(official.validate(any.spec()).findings()).isEmpty();
    }
  }

  @Test
  void profilesHaveTheNamesOfTheCommandLine() {
    assertThat(SandboxProfile.STANDARD.text()).isEqualTo("standard");
    assertThat(SandboxProfile.TVIX.text()).isEqualTo("tvix");
  }
}
