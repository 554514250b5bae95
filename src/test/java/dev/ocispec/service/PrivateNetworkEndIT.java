package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.TestUser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a build with a private network ends, or does not begin: nothing of it is left. */
@Tag("runtime")
class PrivateNetworkEndIT extends CabledFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENDLESS = "echo begun; while :; do sleep 1; done";

  private List<String> line(TestUser user, String runtime, String preparation) {
    return line(user, runtime, preparation, List.of("--net", "private"), ENDLESS);
  }

  /** Starts it, its log in a file, and waits until that says or a file shows how far it is. */
  private Process start(List<String> line, BooleanSupplier farEnough) throws Exception {
    Process process =
        new ProcessBuilder(line)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(folder().path().resolve("log").toFile())
            .start();
    assertThat(Eventually.holds(PATIENCE, farEnough)).as(said()).isTrue();
    return process;
  }

  private String said() {
    try {
      return Files.readString(folder().path().resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that never gets ready, and ends with the Java process. */
  private String slowForwarder() throws Exception {
    return instead("slirp4netns", "touch " + attaching() + "; exec cat > /dev/null");
  }

  private Path attaching() {
    return folder().path().resolve("attaching");
  }

  private static void signal(String signal, Process process) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
  }

  private void nextOneRemovesAll(TestUser user, String runtime) {
    JavaProgram.Result next = build(user, runtime, List.of("--net", "private"), "echo next");
    assertThat(next.out()).as(next.err()).contains("\"status\":\"succeeded\"");
    assertThat(builds()).isEmptyDirectory();
    folder().assertNothingRuns();
  }

  @Test
  void aCancelledOne() throws Exception {
    Process process = start(line(TestUser.ROOT, "crun", "true"), () -> said().contains("begun"));

    signal("TERM", process);

    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(said()).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said()).contains("\"status\":\"cancelled\"");
    assertThat(builds()).isEmptyDirectory();
  }

  @Test
  void oneThatIsCancelledWhileItsNetworkIsAttached() throws Exception {
    folder().giveTo(TestUser.CI);
    Process process =
        start(line(TestUser.CI, "crun", slowForwarder()), () -> Files.exists(attaching()));

    signal("TERM", process);

    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(said()).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said()).contains("\"status\":\"cancelled\"").doesNotContain("begun");
    assertThat(builds()).isEmptyDirectory();
  }

  @Test
  void oneThatTakesTooLong() {
    JavaProgram.Result result =
        build(TestUser.CI, "runc", List.of("--net", "private", "--timeout", "4s"), ENDLESS);

    assertThat(result.out()).as(result.err()).contains("\"status\":\"timed-out\"");
    assertThat(result.err()).contains("begun");
    assertThat(builds()).isEmptyDirectory();
  }

  @Test
  void oneWhoseNetworkCannotBeAttachedDoesNotRun() throws Exception {
    JavaProgram.Result result =
        build(
            TestUser.ROOT,
            "runc",
            instead("slirp4netns", "exit 1"),
            List.of("--net", "private"),
            ENDLESS);

    assertThat(result.out())
        .as(result.err())
        .contains("\"status\":\"runtime-error\"", "ended before the network was there");
    assertThat(result.err()).doesNotContain("begun");
    assertThat(builds()).isEmptyDirectory();
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "CI, crun"})
  void whatAKilledOneLeftIsRemovedByTheNext(TestUser user, String runtime) throws Exception {
    folder().giveTo(user);
    Process process = start(line(user, runtime, "true"), () -> said().contains("begun"));

    signal("KILL", process);
    process.waitFor();
    host().assertNothingForwards();

    nextOneRemovesAll(user, runtime);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, crun", "CI, runc"})
  void whatIsLeftByOneThatWasKilledWhileItsNetworkWasAttachedIsRemovedByTheNext(
      TestUser user, String runtime) throws Exception {
    folder().giveTo(user);
    Process process = start(line(user, runtime, slowForwarder()), () -> Files.exists(attaching()));

    signal("KILL", process);
    process.waitFor();
    assertThat(Files.list(builds()).toList()).hasSize(1);

    nextOneRemovesAll(user, runtime);
  }
}
