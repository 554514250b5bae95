package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ocispec.Needs;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.TestRuntime;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How commands end under gVisor's runtime, whose kernel is its own. It lets the first process
 * report to the host only when it is told to.
 */
@Tag("runtime")
class GvisorEndIT extends BuildFixture {
  private static final String PLATFORM = "--platform=ptrace";
  private static final String CLOSED = "";
  private static final String OPEN = " --fsgofer-host-uds";

  @TempDir private Path programs;

  @BeforeEach
  void needsRunsc() throws Exception {
    Needs.rootAndRunc();
    Needs.runtime("runsc");
    assumeThat(
            new ProcessBuilder(real(), "--network=none", PLATFORM, "do", "true").start().waitFor())
        .as("whether runsc can run anything on this kernel")
        .isZero();
  }

  private static String real() {
    return OciRuntime.find("runsc").executable().toString();
  }

  /** In an environment without networks and without hardware for machines. */
  private OciRuntime runsc(String options) {
    return OciRuntime.of(
        TestRuntime.script(
            programs,
            "runsc",
            "#!/bin/sh\nexec %s --network=none %s%s \"$@\"\n"
                .formatted(real(), PLATFORM, options)));
  }

  /** It knows no signals above 31 by their numbers. */
  @Test
  void whatTheRuntimeSendsReachesTheCommand() throws Exception {
    OciRuntime runtime = runsc(OPEN);
    List<Integer> sent = EndedCommands.CATCHABLE.stream().filter(signal -> signal < 32).toList();
    try (BuildService service = open(o -> o.runtime(runtime))) {
      assertThat(new EndedCommands(service, builds, runtime).caught(sent))
          .isEqualTo(sent + ", then 137 by signal 9");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exit 0            | 0   |    |
          exit 137          | 137 |    | the command exited with code 137
          kill -KILL $$     | 137 | 9  | the command was killed by SIGKILL
          kill -SEGV $$     | 139 | 11 | the command was killed by SIGSEGV
          kill -34 $$       | 162 | 34 | the command was killed by 34
          (kill -HUP $$)    | 129 | 1  | the command was killed by SIGHUP
          exit 255          | 255 |    | the command exited with code 255
          (exit 5) & exit 0 | 0   |    |
          """)
  void isToldAsItWasWhereTheFirstProcessMayReport(
      String script, int exitCode, Integer signal, String reason) throws Exception {
    try (BuildService service = open(o -> o.runtime(runsc(OPEN)))) {
      BuildResult result = await(service.start(request(script)));

      assertThat(result.exitCode()).as(result.toJson()).hasValue(exitCode);
      assertThat(result.signal().map(s -> s.number()).orElse(null)).isEqualTo(signal);
      assertThat(result.reason().orElse(null)).isEqualTo(reason);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exit 3        | 3   |
          kill -KILL $$ | 137 | 9
          exit 137      | 137 | 9
          """)
  void aCodeAbove128IsTakenForASignalWhereItMayNot(String script, int exitCode, Integer signal)
      throws Exception {
    try (BuildService service = open(o -> o.runtime(runsc(CLOSED)))) {
      BuildResult result = await(service.start(request(script)));

      assertThat(result.exitCode()).as(result.toJson()).hasValue(exitCode);
      assertThat(result.signal().map(s -> s.number()).orElse(null)).isEqualTo(signal);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OPEN, CLOSED})
  void anAttestedBuildIsSeenFromInsideEitherWay(String options) throws Exception {
    try (BuildService service = open(o -> o.runtime(runsc(options)))) {
      BuildResult result = await(service.start(request("exit 3"), b -> b.attest(true)));

      assertThat(result.attestation()).as(result.toJson()).isPresent();
      assertThat(result.attestation().orElseThrow().observed().section("status")).isNotEmpty();
    }
  }
}
