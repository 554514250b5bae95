package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import dev.ocispec.TmuxSession;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failed build is looked into, at once or when it was kept. */
@Tag("runtime")
@Timeout(180)
class SandboxEnterIT {
  private static final String SAID = "ocispec: enter it with: ocispec sandbox enter ";

  private TestFolder folder;
  private String builds;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
    builds = folder.path().resolve("builds").toString();
    Needs.root();
  }

  @AfterEach
  void nothingRuns() {
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  private static JavaProgram.Result as(TestUser user, String runtime, List<String> arguments) {
    List<String> line = new ArrayList<>(user.prefix(runtime));
    line.addAll(JavaProgram.commandLine(List.of(), Main.class.getName(), arguments));
    return JavaProgram.run(line);
  }

  private List<String> run(String runtime, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("sandbox", "run", "--builds", builds, "--runtime", runtime, "--shell"));
    line.add(Needs.busybox().toString());
    line.addAll(List.of(more));
    return line;
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void whatKeepPrintsEntersTheBuildThatWasKept(TestUser user, String runtime) {
    folder.giveTo(user);
    JavaProgram.Result kept =
        as(user, runtime, run(runtime, "--keep", "--", "/bin/sh", "-c", "echo left > f; exit 3"));
    assertThat(kept.code()).as(kept.err()).isEqualTo(1);
    assertThat(kept.err()).contains(SAID);
    String line = kept.err().substring(kept.err().indexOf(SAID) + SAID.length());
    List<String> enter = new ArrayList<>(List.of("sandbox", "enter"));
    enter.addAll(List.of(line.substring(0, line.indexOf('\n')).split(" ")));

    List<String> change = new ArrayList<>(enter);
    change.addAll(List.of("--", "/bin/sh", "-c", "cat f; echo more >> f; exit 137"));
    JavaProgram.Result changed = as(user, runtime, change);
    assertThat(changed.out()).as(changed.err()).isEqualTo("left\n");
    assertThat(changed.code()).isEqualTo(137);

    List<String> look = new ArrayList<>(enter);
    look.addAll(List.of("--", "cat", "/build/f"));
    assertThat(as(user, runtime, look).code()).isEqualTo(127);
    assertThat(Path.of(builds)).isDirectoryNotContaining("glob:**/entered*");
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, crun", "CI, runc"})
  void whatWasEnteredWhenItWasKilledIsGivenBackByTheNext(TestUser user, String runtime)
      throws Exception {
    folder.giveTo(user);
    JavaProgram.Result kept =
        as(user, runtime, run(runtime, "--keep", "--", "/bin/sh", "-c", "exit 3"));
    String line = kept.err().substring(kept.err().indexOf(SAID) + SAID.length());
    List<String> enter = new ArrayList<>(user.prefix(runtime));
    enter.addAll(
        JavaProgram.commandLine(List.of(), Main.class.getName(), List.of("sandbox", "enter")));
    enter.addAll(List.of(line.substring(0, line.indexOf('\n')).split(" ")));
    enter.addAll(List.of("--", "/bin/sh", "-c", "echo begun; while :; do sleep 1; done"));
    Process process = new ProcessBuilder(enter).redirectInput(new File("/dev/null")).start();
    assertThat(process.inputReader().readLine()).isEqualTo("begun");
    Path scratch = Path.of(enter.get(enter.indexOf("--") - 1)).resolve("scratch");
    assertThat(others(scratch, user)).isOne();

    process.destroyForcibly().waitFor();
    JavaProgram.Result next = as(user, runtime, run(runtime, "--", "/bin/sh", "-c", ":"));

    assertThat(next.code()).as(next.err()).isZero();
    assertThat(others(scratch, user)).isZero();
    assertThat(Path.of(builds).toFile().list()).hasSize(1);
  }

  /** How many files and folders in a folder are not a user's. */
  private static long others(Path folder, TestUser user) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> owner(path) != user.uid()).count();
    }
  }

  private static long owner(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void aShellOpensWhereTheCommandFailed(TestUser user, String runtime) throws Exception {
    folder.giveTo(user);
    List<String> words = new ArrayList<>(user.prefix(runtime));
    words.addAll(JavaProgram.commandLine(List.of(), Main.class.getName(), List.of()));
    String line = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Path script =
        Files.writeString(
            folder.path().resolve("ocispec"), "#!/bin/sh\nexec " + line + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (TmuxSession session = TmuxSession.start(folder.path(), 100, 30)) {
      session.type(
          "clear; ./ocispec sandbox run --shell-on-failure --builds builds --shell "
              + Needs.busybox()
              + (" --runtime " + runtime)
              + " -- /bin/sh -c 'echo left > f; exit 3'");
      session.await("this is a shell in its sandbox");
      session.type("echo on $(tty) with $(cat /build/f)");
      session.await("on /dev/pts/0 with left");
      session.type("exit 7");
      session.await("\"exitCode\":3");
    }
    assertThat(Path.of(builds)).isEmptyDirectory();
  }

  @Test
  void withoutTerminalThereIsNoShellToOpen() {
    JavaProgram.Result result =
        as(TestUser.ROOT, "runc", run("runc", "--shell-on-failure", "--", "/bin/sh", "-c", ":"));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("--shell-on-failure: expected standard input and output to be a terminal");
  }

  @Test
  void withoutShellInTheSandboxItIsSaidWhatToDo() throws Exception {
    Path request =
        Files.writeString(folder.path().resolve("request.json"), "{\"commandArgs\":[\"/none\"]}");
    JavaProgram.Result kept =
        as(TestUser.ROOT, "runc", run("runc", "--keep", "--request", request.toString()));
    assertThat(kept.err()).contains("the command was not found: \"/none\"").contains(SAID);

    String line = kept.err().substring(kept.err().indexOf(SAID) + SAID.length());
    List<String> enter = new ArrayList<>(List.of("sandbox", "enter"));
    enter.addAll(List.of(line.substring(0, line.indexOf('\n')).split(" ")));
    JavaProgram.Result result = as(TestUser.ROOT, "runc", enter);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("there is no shell in the sandbox; ask for one");
  }
}
