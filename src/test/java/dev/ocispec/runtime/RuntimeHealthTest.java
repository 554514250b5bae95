package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.spec.LinuxNamespaceType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a runtime and a machine, and what of it is a failure. */
@Tag("unit")
class RuntimeHealthTest {
  @TempDir Path folder;

  private static HostFacts.Builder user() {
    return HostFacts.builder().uid(1001).gid(1001).userName("ci");
  }

  private OciRuntime script(String text) {
    return OciRuntime.of(TestRuntime.script(folder, "odd", "#!/bin/sh\n" + text + "\n"));
  }

  @Test
  void aRuntimeThatIsNotThereFailsAndIsNotTriedAnyFurther() {
    RuntimeHealth health = RuntimeHealth.examine(OciRuntime.of(folder.resolve("nosuch")));
    assertThat(health.isHealthy()).isFalse();
    assertThat(health.version()).isEmpty();
    assertThat(health.features()).isEmpty();
    assertThat(health.checks())
        .noneMatch(check -> check.id().equals("features") || check.id().equals("container"));
    assertThat(health.checks().get(0))
        .satisfies(
            check -> {
              assertThat(check.id()).isEqualTo("version");
              assertThat(check.result()).isEqualTo(HealthCheck.Result.FAILS);
              assertThat(check.finding()).startsWith("nosuch --version: cannot start the runtime");
              assertThat(check.remedy()).get().asString().startsWith("install runc or crun");
            });
  }

  @Test
  void aRuntimeThatDoesNotTellItsFeaturesIsLimited() {
    OciRuntime runtime =
        script(
            "[ \"$1\" = --version ] && echo odd version 1.2 || { echo unknown command; exit 1; }"
                + " >&2");
    RuntimeInterview interview = RuntimeInterview.of(runtime);
    assertThat(interview.version().map(RuntimeVersion::version)).contains("1.2");
    assertThat(interview.checks())
        .extracting(HealthCheck::result)
        .containsExactly(HealthCheck.Result.WORKS, HealthCheck.Result.LIMITED);
    assertThat(interview.checks().get(1).finding())
        .isEqualTo(
            "odd features: unknown command; nobody can tell beforehand whether it supports a"
                + " document");
  }

  @Test
  void eachArrangementOfControlGroupsHasItsRemedy() {
    assertThat(HostChecks.cgroups(user().cgroupMode(CgroupMode.V2).build()))
        .isEqualTo(HealthCheck.works("cgroups", "version 2"));
    for (CgroupMode mode : List.of(CgroupMode.NONE, CgroupMode.V1, CgroupMode.HYBRID)) {
      HealthCheck check = HostChecks.cgroups(user().cgroupMode(mode).build());
      assertThat(check.result()).isEqualTo(HealthCheck.Result.LIMITED);
      assertThat(check.remedy()).isPresent();
    }
  }

  @Test
  void limitsThatTheUserCannotSetAreNamed() {
    assertThat(
            HostChecks.limits(user().cgroupControllers(List.of("cpu", "memory", "pids")).build()))
        .isEqualTo(HealthCheck.works("limits", "cpu, memory and pids can be limited"));
    HealthCheck check = HostChecks.limits(user().cgroupControllers(List.of("pids")).build());
    assertThat(check.finding()).isEqualTo("this user can't limit cpu, memory");
    assertThat(check.remedy()).get().asString().startsWith("run in a delegated group: systemd-run");
    assertThat(HostChecks.limits(HostFacts.builder().build()).remedy())
        .contains("enable the controllers in cgroup.subtree_control");
  }

  @Test
  void withoutUserNamespacesNothingRunsForAnOrdinaryUser() {
    List<LinuxNamespaceType> none = List.of(LinuxNamespaceType.MOUNT);
    assertThat(HostChecks.userNamespaces(user().build()).result())
        .isEqualTo(HealthCheck.Result.WORKS);
    assertThat(HostChecks.userNamespaces(user().namespaces(none).build()).result())
        .isEqualTo(HealthCheck.Result.FAILS);
    assertThat(HostChecks.userNamespaces(HostFacts.builder().namespaces(none).build()).result())
        .isEqualTo(HealthCheck.Result.LIMITED);
  }

  @Test
  void anOrdinaryUserNeedsIdsAndAFolderForStates() {
    HealthCheck none = HostChecks.subordinateIds(user().build());
    assertThat(none.remedy()).get().asString().endsWith("--add-subgids 100000-165535 ci");
    IdRange ids = new IdRange(100_000, 65_536);
    assertThat(
            HostChecks.subordinateIds(
                user().subordinateUids(List.of(ids)).subordinateGids(List.of(ids)).build()))
        .extracting(HealthCheck::result)
        .isEqualTo(HealthCheck.Result.WORKS);
    assertThat(HostChecks.stateFolder(null, user().build()))
        .isEqualTo(
            new HealthCheck(
                "state-folder",
                HealthCheck.Result.FAILS,
                "XDG_RUNTIME_DIR is not set",
                Optional.of(
                    "log in as this user, set XDG_RUNTIME_DIR=/run/user/1001, or use --root")));
    assertThat(HostChecks.stateFolder(folder.toString(), user().build()).result())
        .isEqualTo(HealthCheck.Result.WORKS);
  }

  @Test
  void aProgramThatIsMissingIsNamedWithWhatItIsFor() {
    assertThat(HostChecks.program("x", "no-such-program", "nothing works", "it"))
        .isEqualTo(
            new HealthCheck(
                "x",
                HealthCheck.Result.LIMITED,
                "no no-such-program: nothing works",
                Optional.of("install it")));
  }
}
