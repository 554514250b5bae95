package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.JsonTrees;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A build of many processes that fork all the time and take no hint ends when it must. */
@Tag("runtime")
class BusyRunIT {
  /** At most 121 processes, since ordinary users can't have them limited. */
  private static final String BUSY =
      """
      trap '' TERM INT HUP
      i=0
      while [ $i -lt 60 ]; do
        (trap '' TERM INT HUP; while :; do (:); done) &
        i=$((i + 1))
      done
      echo begun
      while :; do :; done
      """;

  private TestFolder folder;

  @BeforeAll
  static void needRunc() {
    Needs.runtime("runc");
  }

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
      if (Files.exists(folder.path().resolve("builds"))) { // A skipped test has none.
        assertThat(folder.path().resolve("builds")).isEmptyDirectory();
      }
    } finally {
      folder.remove();
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "CI, runc", "CI, crun", "CI2, runc"})
  void theDeadlineIsKept(TestUser user, String runtime) {
    folder.giveTo(user);
    long begin = System.nanoTime();

    JavaProgram.Result result = JavaProgram.run(line(user, runtime, "5s"));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    assertThat(JsonTrees.of(result.out()).get("status").asString()).isEqualTo("timed-out");
    assertThat(result.err())
        .endsWith(
            "ocispec: not done within 5000 ms, so it was killed; BuildOptions.timeout (--timeout)"
                + " sets that limit\n");
    assertThat(result.err()).doesNotContain("Exception");
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, crun", "CI, runc"})
  void theEndOfTheJavaProcessIsPromptAndPrintsNoTrace(TestUser user, String runtime)
      throws Exception {
    folder.giveTo(user);
    Process process =
        new ProcessBuilder(line(user, runtime, "1h")).redirectInput(new File("/dev/null")).start();
    InputStream log = process.getErrorStream();
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf("begun\n") < 0) {
      byte[] bytes = new byte[1024];
      int count = log.read(bytes);
      assertThat(count).as("the build began: " + seen).isPositive();
      seen.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
    }
    long begin = System.nanoTime();

    process.toHandle().destroy(); // Unlike Process.destroy, it leaves the pipes open.
    JavaProgram.Result result = JavaProgram.awaitEnd(process);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    assertThat(result.code()).isEqualTo(ExitCode.NO);
    assertThat(JsonTrees.of(result.out()).get("status").asString()).isEqualTo("cancelled");
    assertThat(result.err()).isEqualTo("ocispec: cancelled\n");
  }

  private List<String> line(TestUser user, String runtime, String timeout) {
    List<String> line = new ArrayList<>(user.prefix(runtime));
    line.addAll(
        JavaProgram.commandLine(
            List.of(),
            Main.class.getName(),
            List.of(
                "sandbox",
                "run",
                "--shell",
                Needs.busybox().toString(),
                "--timeout",
                timeout,
                "--runtime",
                runtime,
                "--builds",
                folder.path().resolve("builds").toString(),
                "--",
                "/bin/sh",
                "-c",
                BUSY)));
    return line;
  }
}
