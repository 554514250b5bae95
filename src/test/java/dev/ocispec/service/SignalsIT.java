package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.TestRuntime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a command outside ends it below the first process in the same way. */
@Tag("runtime")
class SignalsIT extends BuildFixture {
  /** Without those that stop a process. */
  private static final String ENDING = "$(seq 1 18) $(seq 23 64)";

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void everyExitCodeAndSignalIsTheSameBelowTheFirstProcess(TestRuntime kind) throws Exception {
    OciRuntime runtime = runtime(kind);
    try (BuildService service = open(o -> o.runtime(runtime))) {
      assertThat(new EndedCommands(service, builds, runtime).compared("$(seq 0 255)", ENDING))
          .isEqualTo("compared 376\n");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void whatTheRuntimeSendsReachesTheCommand(TestRuntime kind) throws Exception {
    OciRuntime runtime = runtime(kind);
    try (BuildService service = open(o -> o.runtime(runtime))) {
      assertThat(new EndedCommands(service, builds, runtime).caught(EndedCommands.CATCHABLE))
          .isEqualTo(EndedCommands.CATCHABLE + ", then 137 by signal 9");
    }
  }
}
