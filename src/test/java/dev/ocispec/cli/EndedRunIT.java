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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A process that is asked to end takes its build along; what a killed one left, the next removes.
 */
@Tag("runtime")
class EndedRunIT {
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
    } finally {
      folder.remove();
    }
  }

  @ParameterizedTest(name = "SIG{2} to {0} with {1}")
  @CsvSource({
    "ROOT, runc, TERM",
    "ROOT, runc, INT",
    "ROOT, crun, TERM",
    "ROOT, crun, INT",
    "CI, runc, TERM",
    "CI, crun, INT",
    "CI2, runc, INT",
    "CI2, crun, TERM"
  })
  void anInterruptedRunSaysThatItWasCancelled(TestUser user, String runtime, String signal)
      throws Exception {
    folder.giveTo(user);
    Process process = begin(user, runtime);

    signal(signal, process);

    JavaProgram.Result result = JavaProgram.awaitEnd(process);
    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.NO);
    JsonNode document = JsonTrees.of(result.out());
    assertThat(document.get("status").asString()).isEqualTo("cancelled");
    assertThat(result.err()).isEqualTo("ocispec: cancelled\n");
    assertThat(folder.path().resolve("builds")).isEmptyDirectory();
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void whatAKilledRunLeftIsRemovedByTheNext(TestUser user, String runtime) throws Exception {
    folder.giveTo(user);
    Path builds = folder.path().resolve("builds");
    Process process = begin(user, runtime);

    signal("KILL", process);
    process.waitFor();
    assertThat(Files.list(builds).toList()).hasSize(1);

    JavaProgram.Result next = JavaProgram.run(line(user, runtime, "echo next"));

    assertThat(next.code()).as(next.err()).isZero();
    assertThat(builds).isEmptyDirectory();
    folder.assertNothingRuns();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"ROOT", "CI", "CI2"})
  void whatAKilledRunLeftIsRemovedAlsoWithoutItsRuntime(TestUser user) throws Exception {
    folder.giveTo(user);
    Path builds = folder.path().resolve("builds");
    Path gone = folder.path().resolve("runtime");
    Files.writeString(gone, "#!/bin/sh\nexec runc \"$@\"\n");
    assertThat(gone.toFile().setExecutable(true, false)).isTrue();
    assertThat(gone.toFile().setReadable(true, false)).isTrue();
    Process process = begin(user, gone.toString());
    signal("KILL", process);
    process.waitFor();
    Files.delete(gone);

    JavaProgram.Result next = JavaProgram.run(line(user, "runc", "echo next"));

    assertThat(next.code()).as(next.err()).isZero();
    assertThat(builds).isEmptyDirectory();
    removeControlGroups();
  }

  /** Only a runtime knows how to find these; without it they stay, empty. */
  private static void removeControlGroups() throws Exception {
    String script =
        "find /sys/fs/cgroup -type d -name 'build-*' | while read -r group; do"
            + " [ -n \"$(cat $group/cgroup.procs)\" ] || rmdir $group; done 2>/dev/null";
    new ProcessBuilder("sh", "-c", script).start().waitFor();
  }

  private Process begin(TestUser user, String runtime) throws Exception {
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(line(user, runtime, "trap '' TERM INT; echo begun; while :; do sleep 1; done"));
    Process process = new ProcessBuilder(line).redirectInput(new File("/dev/null")).start();
    InputStream log = process.getErrorStream();
    StringBuilder seen = new StringBuilder();
    byte[] buffer = new byte[1024];
    while (!seen.toString().endsWith("begun\n")) {
      int count = log.read(buffer);
      assertThat(count).as("the build began: " + seen).isPositive();
      seen.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
    }
    return process;
  }

  /** Interrupts go to all processes of the terminal's group; the others to the Java process. */
  private static void signal(String signal, Process process) throws Exception {
    String target = (signal.equals("INT") ? "-" : "") + process.pid();
    assertThat(new ProcessBuilder("kill", "-" + signal, "--", target).inheritIO().start().waitFor())
        .isZero();
  }

  private List<String> line(TestUser user, String runtime, String script) {
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
                "--runtime",
                runtime,
                "--builds",
                folder.path().resolve("builds").toString(),
                "--",
                "/bin/sh",
                "-c",
                script)));
    return line;
  }
}
