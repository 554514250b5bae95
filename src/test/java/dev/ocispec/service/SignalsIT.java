package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.Signal;
import dev.ocispec.runtime.TestRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a command outside ends it below the first process in the same way. */
@Tag("runtime")
class SignalsIT extends BuildFixture {
  private static final Duration SOON = Duration.ofSeconds(40);

  /** Each exit code, and each signal that does not stop, with and without a first process. */
  private static final String COMPARISON =
      """
      compared=0
      compare() {
        sh -c "$1" 2>/dev/null; plain=$?
        /.ocispec/init -- sh -c "$1" 2>/dev/null; below=$?
        compared=$((compared + 1))
        [ "$plain" = "$below" ] || echo "$1: $plain, and below the first process $below"
      }
      for code in $(seq 0 255); do compare "exit $code"; done
      for signal in $(seq 1 64); do
        case $signal in 19|20|21|22) continue ;; esac
        compare "kill -$signal \\$\\$; exit 3"
        compare "sh -c 'kill -$signal \\$PPID'; exit 3"
      done
      echo "compared $compared"
      """;

  /** Those that can be caught, but for two of the C library and what every child's end sends. */
  private static final List<Integer> CAUGHT =
      IntStream.rangeClosed(1, 64)
          .filter(signal -> !List.of(9, 17, 19, 32, 33).contains(signal))
          .boxed()
          .toList();

  private static final String CATCHER =
      """
      for signal in $(seq 1 64); do trap "echo got $signal" $signal 2>/dev/null; done
      trap - 17
      echo ready
      while :; do sleep 0.02; done
      """;

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void everyExitCodeAndSignalIsTheSameBelowTheFirstProcess(TestRuntime runtime) throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(runtime)))) {
      BuildResult result = await(service.start(request(COMPARISON)));

      assertThat(result.logTail()).isEqualTo("compared 376\n");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void whatTheRuntimeSendsReachesTheCommand(TestRuntime kind) throws Exception {
    StringBuffer log = new StringBuffer();
    try (BuildService service = open(o -> o.runtime(runtime(kind)))) {
      Build build =
          service.start(
              request(CATCHER),
              b -> b.listener(BuildListener.lines(line -> log.append(line).append('\n'))));
      assertThat(Eventually.holds(SOON, () -> log.indexOf("ready\n") >= 0)).isTrue();
      Path folder = theOnlyBuild();
      String id = folder.getFileName().toString();
      OciRuntime runtime = runtime(kind).withRoot(folder.resolve("state"));
      CAUGHT.forEach(signal -> runtime.kill(id, new Signal(signal)));
      for (int signal : CAUGHT) {
        assertThat(Eventually.holds(SOON, () -> log.indexOf("got " + signal + "\n") >= 0))
            .as("signal " + signal + " in " + log)
            .isTrue();
      }
      runtime.kill(id, Signal.KILL);
      BuildResult result = await(build);

      assertThat(result.signal()).as(result.toJson()).contains(Signal.KILL);
      assertThat(result.exitCode()).hasValue(137);
    }
  }

  private Path theOnlyBuild() throws Exception {
    try (Stream<Path> all = Files.list(builds)) {
      return all.filter(path -> path.getFileName().toString().startsWith("build-"))
          .findFirst()
          .orElseThrow();
    }
  }
}
