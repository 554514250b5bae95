package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import dev.ocispec.fixtures.Matrix;
import dev.ocispec.fixtures.ReplayOutcome;
import dev.ocispec.fixtures.ReplayUser;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fixtures run} on real runtimes, as root and as others; nothing is left behind. */
@Tag("runtime")
class FixturesReplayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private TestFolder folder;
  private Path work;
  private Path report;

  @BeforeEach
  void makeFolders() throws Exception {
    folder = TestFolder.make(); // Before anything can skip the test: it is removed after it.
    Needs.runtime("runc");
    Needs.busybox();
    work = Files.createDirectory(folder.path().resolve("work"));
    report = folder.path().resolve("report");
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  private List<String> line(TestUser user, String runtime, String cases) throws Exception {
    return line(user, runtime, runtime, cases);
  }

  private List<String> line(TestUser user, String runtime, String program, String cases)
      throws Exception {
    folder.giveTo(user);
    Files.setAttribute(work, "unix:uid", (int) user.uid());
    List<String> line = new ArrayList<>(user.prefix(runtime));
    line.addAll(
        JavaProgram.commandLine(
            List.of("-Djava.io.tmpdir=" + work),
            Main.class.getName(),
            List.of(
                "fixtures",
                "run",
                "--runtime",
                runtime + "=" + program,
                "--cases",
                cases,
                "--report",
                report.toString())));
    return line;
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void theControlCaseRunsAndNothingIsLeft(TestUser user, String runtime) throws Exception {
    JavaProgram.Result result = JavaProgram.run(line(user, runtime, "run.control"));

    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith(runtime + " ").contains("accepted 1; all as it has to be");
    Matrix matrix = Matrix.read(Files.readAllBytes(report.resolve("matrix.json")));
    assertThat(matrix.runtimes().get(0).user())
        .isEqualTo(user == TestUser.ROOT ? ReplayUser.ROOT : ReplayUser.ROOTLESS);
    assertThat(matrix.cases().get(0).outcomes().get(0).outcome()).isEqualTo(ReplayOutcome.ACCEPTED);
    assertThat(report)
        .isDirectoryContaining("glob:**/report.tap")
        .isDirectoryContaining("glob:**/junit.xml");
    assertThat(work).isEmptyDirectory();
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "CI, runc"})
  void aRefusedCaseIsRefusedByTheRuntimeItself(TestUser user, String runtime) throws Exception {
    JavaProgram.Result result = JavaProgram.run(line(user, runtime, "run.process.args-missing"));

    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("refused-at-create 1; all as it has to be");
    assertThat(work).isEmptyDirectory();
  }

  /** As runsc does with a container whose id is asked for once more. */
  @Test
  void aContainerThatTheRuntimeForgotIsEndedAllTheSame() throws Exception {
    Path forgetful = folder.path().resolve("forgetful");
    Files.writeString(
        forgetful,
        """
        #!/bin/sh
        case " $* " in
          *' delete '*) rm -rf "$2"; exit 0;;
        esac
        exec runc "$@"
        """);
    Files.setPosixFilePermissions(forgetful, PosixFilePermissions.fromString("rwxr-xr-x"));

    JavaProgram.Result result =
        JavaProgram.run(
            line(TestUser.ROOT, "runc", forgetful.toString(), "run.lifecycle.delete-created"));

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("delete succeeded, but has to fail");
    assertThat(work).isEmptyDirectory();
    folder.assertNothingRuns();
  }

  @ParameterizedTest(name = "SIG{2} to {0} with {1}")
  @CsvSource({"ROOT, runc, INT", "ROOT, crun, TERM", "CI, runc, TERM", "CI, crun, INT"})
  void anInterruptedReplayLeavesNothingButWhatItFound(TestUser user, String runtime, String signal)
      throws Exception {
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(line(user, runtime, "run.*"));
    File output = folder.path().resolve("output").toFile();
    Process process =
        new ProcessBuilder(line)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    Path unfinished = report.resolve("unfinished.jsonl");
    Eventually.holds(PATIENCE, () -> unfinished.toFile().length() > 200 || !process.isAlive());
    assertThat(process.isAlive()).as(Files.readString(output.toPath())).isTrue();

    String target = (signal.equals("INT") ? "-" : "") + process.pid();
    assertThat(new ProcessBuilder("kill", "-" + signal, "--", target).start().waitFor()).isZero();

    assertThat(process.waitFor()).isEqualTo(ExitCode.NO);
    assertThat(Files.readString(output.toPath())).startsWith("ocispec: interrupted after ");
    assertThat(work).isEmptyDirectory();
    folder.assertNothingRuns();
    assertThat(unfinished).isNotEmptyFile();
  }
}
