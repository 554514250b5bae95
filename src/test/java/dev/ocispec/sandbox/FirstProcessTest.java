package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which program a container begins with, and how it is told what to run. */
@Tag("unit")
class FirstProcessTest {
  private static final BuildRequest REQUEST =
      BuildRequest.builder().commandArgs("/x", "--").build();

  @Test
  void limitsTheProcessesOfTheBuildsUserWhereControlGroupsCannot() {
    Spec spec =
        Sandbox.standard()
            .limits(SandboxLimits.DEFAULT.withProcesses(77))
            .spec(REQUEST, Examples.user().cgroupControllers(List.of()).build());

    assertThat(spec.process().orElseThrow().args())
        .containsExactly("/.ocispec/init", "--processes=77", "--", "/x", "--");
    assertThat(FirstProcess.processes(spec)).hasValue(77);
    assertThat(FirstProcess.command(spec)).containsExactly("/x", "--");
    assertThat(FirstProcess.withCommand(spec, List.of("/y")))
        .containsExactly("/.ocispec/init", "--processes=77", "--", "/y");
  }

  @Test
  void canBeDoneWithout() {
    Spec spec = Sandbox.standard().firstProcess(false).spec(REQUEST, Examples.root().build());

    assertThat(spec.process().orElseThrow().args()).containsExactly("/x", "--");
    assertThat(FirstProcess.isIn(spec)).isFalse();
    assertThat(FirstProcess.architecture(spec)).isEmpty();
    assertThat(FirstProcess.command(spec)).containsExactly("/x", "--");
  }

  @Test
  void isTheOneForTheHostsProcessor() {
    Spec spec = Sandbox.standard().spec(REQUEST, Examples.root().architecture("aarch64").build());

    assertThat(FirstProcess.architecture(spec)).contains("aarch64");
    assertThat(spec.mounts()).anyMatch(m -> m.source().filter("init/aarch64"::equals).isPresent());
  }

  @Test
  void itsAbsenceIsSaidWhereThereIsNoneForTheProcessor() {
    assertThat(
            Sandbox.standard()
                .plan(REQUEST, Examples.root().architecture("mystery").build())
                .remarks())
        .extracting(Finding::toLine)
        .contains(
            "(host): there is no first process for mystery, only for aarch64, x86_64: the"
                + " command is the first process itself, which most of its own signals don't end,"
                + " and its exit codes above 128 are taken for signals [sandbox-init] (info)");
  }

  @Test
  void noRequestPutsAnythingInItsPlace() {
    BuildRequest scratch = REQUEST.toBuilder().addScratchPaths(".ocispec").build();
    BuildRequest below = REQUEST.toBuilder().addScratchPaths(".ocispec/end").build();

    for (BuildRequest request : List.of(scratch, below)) {
      assertThatThrownBy(() -> Sandbox.standard().spec(request, Examples.root().build()))
          .isInstanceOf(UnsupportedBuildException.class)
          .hasMessageContaining("expected a place outside /.ocispec");
    }
  }
}
