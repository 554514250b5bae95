package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxPids;
import dev.ocispec.spec.LinuxResources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the control groups of builds are put. */
@Tag("unit")
class GroupPlacementTest {
  private static final OciRuntime RUNTIME = OciRuntime.of(Path.of("/usr/bin/crun"));

  private static HostFacts user(HostFacts.Builder host) {
    return host.uid(1001)
        .gid(1001)
        .userName("ci")
        .addSubordinateUid(new IdRange(100_000, 65_536))
        .addSubordinateGid(new IdRange(100_000, 65_536))
        .build();
  }

  private static HostFacts.Builder unified() {
    return HostFacts.builder()
        .cgroupMode(CgroupMode.V2)
        .cgroupControllers(List.of("cpu", "memory", "pids"));
  }

  private static Optional<String> path(HostFacts host) {
    SandboxPlan plan =
        Sandbox.standard().plan(BuildRequest.builder().commandArgs("/x").build(), host);
    return GroupPlacement.of(plan, host, RUNTIME, "build-1").linux().flatMap(Linux::cgroupsPath);
  }

  @Test
  void rootsAreAtTheTop() {
    assertThat(path(unified().build())).contains("/build-1/build-1");
  }

  @Test
  void anOrdinaryUsersAreBelowWhatWasDelegatedToIt() {
    HostFacts host = user(unified().cgroupParent("/user.slice/app.slice"));

    assertThat(path(host)).contains("/user.slice/app.slice/build-1/build-1");
    assertThat(
            Sandbox.standard()
                .spec(BuildRequest.builder().commandArgs("/x").build(), host)
                .linux()
                .flatMap(Linux::resources)
                .flatMap(LinuxResources::pids)
                .map(LinuxPids::limit))
        .contains(512L);
  }

  @Test
  void withoutSuchAPlaceTheRuntimeFindsOne() {
    assertThat(path(user(unified()))).isEmpty();
    assertThat(path(HostFacts.builder().build())).isEmpty();
  }
}
