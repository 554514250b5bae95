package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.PosixRlimitType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The limit on processes that a runtime sets for the build's user. */
@Tag("unit")
class ProcessLimitTest {
  @Test
  void withoutControlGroupsProcessesAreLimitedByTheBuildsUserIfItIsNobodyElses() {
    Sandbox sandbox = Sandbox.standard().limits(SandboxLimits.DEFAULT.withProcesses(77));
    BuildRequest request = BuildRequest.builder().commandArgs("/x").build();

    assertThat(processLimit(sandbox, request, Examples.root())).isEmpty();
    assertThat(processLimit(sandbox, request, Examples.user().cgroupControllers(List.of())))
        .containsExactly("77");
    assertThat(processLimit(sandbox, request, Examples.root().cgroupControllers(List.of())))
        .containsExactly("77");
    assertThat(processLimit(sandbox, request, Examples.userAlone().cgroupControllers(List.of())))
        .isEmpty();
    assertThat(
            processLimit(
                sandbox.buildIds(1000, 100), request, Examples.root().cgroupControllers(List.of())))
        .isEmpty();
    assertThat(
            sandbox.plan(request, Examples.user().cgroupControllers(List.of()).build()).remarks())
        .extracting(Finding::toLine)
        .containsExactly(
            "(host): without control groups the limit of 77 processes is that of the build's"
                + " user: builds that run under the same id may share it [sandbox-limits] (info)",
            "(host): this user can't set these limits through control groups, so they are"
                + " not enforced: memory [sandbox-limits] (should)");
  }

  private static List<String> processLimit(
      Sandbox sandbox, BuildRequest request, HostFacts.Builder host) {
    return SandboxCase.of(sandbox.firstProcess(false), request, host.build())
        .process()
        .rlimits()
        .stream()
        .filter(limit -> limit.type().equals(PosixRlimitType.RLIMIT_NPROC))
        .map(limit -> limit.soft().toString())
        .toList();
  }
}
