package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.host.Confinement;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A build in a container takes what exists there, or is refused with the remedy. */
@Tag("unit")
class ConfinementTest {
  private static HostFacts.Builder rootOf(long count) {
    List<IdRange> ids = List.of(new IdRange(0, count));
    return HostFacts.builder().confinement(new Confinement(ids, ids, Set.of(), Set.of(), false));
  }

  private static SandboxPlan plan(HostFacts.Builder host) {
    return Sandbox.standard()
        .plan(Examples.request().constraints(c -> c.provideBinSh(false)).build(), host.build());
  }

  private static HostFacts.Builder held(HostFacts.Builder host, Set<String> proc, String... flags) {
    List<IdRange> all = Confinement.NONE.uids();
    return host.confinement(new Confinement(all, all, proc, Set.of(flags), false));
  }

  @Test
  void rootTakesTheLastIdsThatExist() {
    SandboxPlan plan = plan(rootOf(65_536));

    assertThat(plan.identity().ids()).isEqualTo(new BuildIds(65_535, 65_535));
    assertThat(plan.identity().userNamespace()).isFalse();
    assertThat(plan(Examples.root()).identity().ids())
        .isEqualTo(new BuildIds(1_879_149_192L, 1_879_149_192L));
  }

  @Test
  void rootWithoutAnyOtherIdRunsTheBuildAsAUserDoes() {
    SandboxPlan plan = plan(rootOf(1));

    assertThat(plan.identity().userNamespace()).isTrue();
    assertThat(plan.identity().ids()).isEqualTo(new BuildIds(0, 0));
    assertThat(plan.identity().hostUid()).hasValue(0);
    assertThat(plan.remarks())
        .anyMatch(
            r -> r.message().startsWith("without subordinate ids the build runs as the user"));
  }

  @Test
  void theKernelsFileSystemsAreThoseOfAUserNamespace() {
    Spec spec = plan(rootOf(4)).spec();

    assertThat(spec.mounts()).extracting(Mount::destination).doesNotContain("/sys");
    assertThat(spec.mounts().stream().flatMap(mount -> mount.options().stream()))
        .doesNotContain("gid=5");
    assertThat(plan(rootOf(100)).spec().mounts().stream().flatMap(m -> m.options().stream()))
        .contains("gid=5");
  }

  @Test
  void aCoveredProcIsToldBeforeTheRuntimeFails() {
    Set<String> covers = Set.of("/proc/a", "/proc/b", "/proc/c", "/proc/d", "/proc/e");

    assertThatThrownBy(() -> plan(held(Examples.user(), covers)))
        .isInstanceOf(UnsupportedBuildException.class)
        .hasMessageContaining(
            "covered or read-only: /proc/a, /proc/b, /proc/c, /proc/d and 1 more;")
        .hasMessageContaining("docker: --security-opt systempaths=unconfined; podman:")
        .hasMessageContaining("[sandbox-proc]");
    assertThat(plan(held(Examples.root(), covers)).spec().mounts()).isNotEmpty();
  }

  @Test
  void aFolderForBuildsWithoutExecIsRefusedWhereThatCantBeUndone() {
    assertThatThrownBy(() -> plan(held(Examples.user(), Set.of(), "noexec", "nodev")))
        .hasMessageContaining("the folder for builds is on a file system that is mounted noexec")
        .hasMessageContaining("choose another folder (--builds");
    assertThat(plan(held(Examples.root(), Set.of(), "noexec")).spec().mounts()).isNotEmpty();
    assertThat(plan(held(Examples.user(), Set.of(), "nosuid", "nodev")).spec().mounts())
        .isNotEmpty();
  }

  @Test
  void appArmorIsNamedWithTheWayOut() {
    List<IdRange> all = Confinement.NONE.uids();
    HostFacts.Builder host =
        Examples.user()
            .confinement(new Confinement(all, all, Set.of(), Set.of(), true))
            .namespaces(
                Examples.user().build().namespaces().stream()
                    .filter(type -> !type.equals(LinuxNamespaceType.USER))
                    .toList());

    assertThatThrownBy(() -> plan(host))
        .hasMessageContaining("AppArmor restricts them here: give the runtime a profile with")
        .hasMessageContaining("kernel.apparmor_restrict_unprivileged_userns=0")
        .hasMessageContaining("[sandbox-user-namespace]");
  }
}
