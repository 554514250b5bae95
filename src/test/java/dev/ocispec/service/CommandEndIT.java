package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.runtime.Signal;
import dev.ocispec.runtime.TestRuntime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a command ended is told as it was: an exit code, or a signal. */
@Tag("runtime")
class CommandEndIT extends BuildFixture {
  private BuildResult run(TestRuntime runtime, String script, boolean firstProcess)
      throws Exception {
    try (BuildService service =
        open(o -> o.runtime(runtime(runtime)).sandbox(sandbox().firstProcess(firstProcess)))) {
      return await(service.start(request(script)));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RUNC | exit 137                           | 137 |    | the command exited with code 137
          RUNC | kill -KILL $$                      | 137 | 9  | the command was killed by SIGKILL
          RUNC | kill -TERM $$                      | 143 | 15 | the command was killed by SIGTERM
          RUNC | kill -34 $$                        | 162 | 34 | the command was killed by 34
          RUNC | (kill -HUP $$)                     | 129 | 1  | the command was killed by SIGHUP
          RUNC | kill -KILL 1; exit 3               | 3   |    | the command exited with code 3
          RUNC | (exit 5) & exit 0                | 0   |    |
          CRUN | exit 137                           | 137 |    | the command exited with code 137
          CRUN | kill -KILL $$                      | 137 | 9  | the command was killed by SIGKILL
          CRUN | kill -TERM 1; kill -INT $$; exit 3 | 130 | 2  | the command was killed by SIGINT
          """)
  void isToldAsItWas(
      TestRuntime runtime, String script, int exitCode, Integer signal, String reason)
      throws Exception {
    BuildResult result = run(runtime, script, true);

    assertThat(result.exitCode()).as(result.toJson()).hasValue(exitCode);
    assertThat(result.signal().map(s -> s.number()).orElse(null)).isEqualTo(signal);
    assertThat(result.reason().orElse(null)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"RUNC", "CRUN"})
  void withoutFirstProcessACodeAbove128IsTakenForASignal(TestRuntime runtime) throws Exception {
    BuildResult result = run(runtime, "exit 137", false);

    assertThat(result.exitCode()).hasValue(137);
    assertThat(result.signal()).contains(Signal.KILL);
  }
}
