package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import dev.ocispec.TmuxSession;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code runtime run} and {@code exec} as they are typed into a terminal, and piped. */
@Tag("runtime")
@Timeout(180)
class RuntimeTerminalIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private TestFolder folder;

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

  /** A bundle as the quickstart makes it, and a script that starts the command as that user. */
  private List<String> prepare(TestUser user, String runtime) throws IOException {
    folder.giveTo(user);
    List<String> command = new ArrayList<>(user.prefix(runtime));
    command.addAll(JavaProgram.commandLine(List.of(), Main.class.getName(), List.of()));
    Path rootfs = Files.createDirectories(folder.path().resolve("bundle/rootfs"));
    for (String place : List.of("bin", "proc", "dev", "sys")) {
      Files.createDirectory(rootfs.resolve(place));
    }
    Files.copy(Needs.busybox(), rootfs.resolve("bin/busybox"));
    for (String applet : List.of("sh", "stty", "tty", "sleep", "cat", "id")) {
      Files.createSymbolicLink(rootfs.resolve("bin").resolve(applet), Path.of("busybox"));
    }
    Spec preset =
        user == TestUser.ROOT ? Presets.runc() : Presets.runcRootless(user.uid(), user.uid());
    Json.write(
        preset.toBuilder()
            .linux(l -> l.putNamespace(n -> n.type(LinuxNamespaceType.NETWORK)))
            .build(),
        folder.path().resolve("bundle/config.json"));
    return command;
  }

  private Path script(List<String> command) throws IOException {
    String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Path file =
        Files.writeString(
            folder.path().resolve("ocispec"), "#!/bin/sh\nexec " + line + " \"$@\"\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun"})
  void aShellThatIsTypedIntoIsTheContainers(TestUser user, String runtime) throws Exception {
    script(prepare(user, runtime));
    try (TmuxSession session = TmuxSession.start(folder.path(), 100, 30)) {
      String before = session.answer("stty -g");
      session.type(
          "clear; ./ocispec runtime run --id typed --root root --runtime " + runtime + " bundle");
      session.await("/ #");
      session.type("echo in $(tty) as $$ of $(stty size)");
      session.await("as 1 of 30 100");
      session.resize(80, 24);
      session.type("echo now $(stty size)");
      // crun hands on no changes to the process that it runs.
      session.await(runtime.equals("runc") ? "now 24 80" : "now 30 100");
      // A shell that still edits the line would take the key for a character of the next one.
      session.type("echo be''gun; sleep 1000");
      session.await("begun");
      session.press("C-c");
      session.type("echo ended by $?");
      session.await("ended by 130");
      session.type("exit 7");
      session.await("outer>");
      session.type("echo code $?");
      session.await("code 7");
      assertThat(session.answer("stty -g")).isEqualTo(before);
    }
  }

  /** docs/terminals.md has both screens, but for the shell's own version. */
  @Test
  void theCapturesOfThePageAreWhatTheScreenShows() throws Exception {
    script(prepare(TestUser.ROOT, "runc"));
    try (TmuxSession session = TmuxSession.start(folder.path(), 80, 16)) {
      session.type("PATH=.:$PATH; alias ocispec='./ocispec'; clear");
      session.type("ocispec runtime run --root root bundle");
      session.await("/ #");
      session.type("echo process $$ on $(tty), $(stty size)");
      session.await("process 1 on");
      session.type("sleep 1000");
      assertThat(Eventually.holds(SOON, () -> runsWith("1000"))).isTrue();
      session.press("C-c");
      session.await("^C\n/ #");
      session.type("exit 7");
      session.await("/ # exit 7\nouter>");
      session.type("echo $?");
      session.await("\n7\nouter>");
      String typed = session.screen();

      session.type("clear; echo clea''red");
      session.await("cleared");
      session.type("clear");
      session.type("echo 'echo process $$; tty; exit 3' | ocispec runtime run --root root bundle");
      session.await("not a tty\nouter>");
      session.type("echo $?");
      session.await("\n3\nouter>");
      assertThat(List.of(shown(typed), shown(session.screen())))
          .isEqualTo(
              Pattern.compile("(?s)<!-- capture -->\\n```text\\n(.*?)\\n```\\n")
                  .matcher(Files.readString(Path.of("docs/terminals.md")))
                  .results()
                  .map(block -> block.group(1))
                  .toList());
    }
  }

  private static String shown(String screen) {
    return screen
        .lines()
        .dropWhile(line -> !line.contains("ocispec runtime"))
        .filter(line -> !line.isEmpty() && !line.startsWith("BusyBox v"))
        .collect(Collectors.joining("\n"));
  }

  /** The name of a program of the container is busybox. */
  private static boolean runsWith(String argument) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().arguments().orElse(new String[0]))
        .anyMatch(arguments -> List.of(arguments).equals(List.of(argument)));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "CI, crun"})
  void theTerminalIsPutBackWhenTheRuntimeOrTheCommandIsKilled(TestUser user, String runtime)
      throws Exception {
    script(prepare(user, runtime));
    try (TmuxSession session = TmuxSession.start(folder.path(), 200, 30)) {
      String before = session.answer("stty -g");
      String line =
          "./ocispec runtime run --id killed --root root --runtime " + runtime + " bundle";
      session.type("clear; " + line);
      session.await("/ #");
      process("--bundle").destroyForcibly();
      session.await("left the container behind");
      assertThat(session.answer("stty -g")).as("the runtime is killed").isEqualTo(before);

      session.type("clear; " + line);
      session.await("/ #");
      process(Main.class.getName()).destroy();
      session.await("outer>");
      assertThat(session.answer("stty -g")).as("the command is ended").isEqualTo(before);
    }
  }

  /**
   * The process that has an argument, and the container's id, on its line. The name of its program
   * does not tell it: crun runs from a copy of itself in memory where it is not root.
   */
  private static ProcessHandle process(String argument) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> {
              List<String> arguments = arguments(process);
              return arguments.contains(argument) && arguments.contains("killed");
            })
        .findFirst()
        .orElseThrow();
  }

  /** All of them, its program too: Java itself tells none when they are longer than a page. */
  private static List<String> arguments(ProcessHandle process) {
    try {
      Path words = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return List.of(Files.readString(words, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException e) {
      return List.of(); // It has gone.
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun"})
  void theSameBundleRunsInAPipe(TestUser user, String runtime) throws Exception {
    List<String> command = prepare(user, runtime);
    command.addAll(List.of("runtime", "run", "--runtime", runtime));
    command.addAll(List.of("--root", folder.path().resolve("root").toString()));
    command.add(folder.path().resolve("bundle").toString());
    Process process = new ProcessBuilder(command).start();
    try (var input = process.outputWriter()) {
      input.write("echo hello from process $$; tty; echo problem >&2; exit 3\n");
    }
    assertThat(JavaProgram.awaitEnd(process))
        .isEqualTo(new JavaProgram.Result(3, "hello from process 1\nnot a tty\n", "problem\n"));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun"})
  void aFurtherProcessIsTypedIntoAndPiped(TestUser user, String runtime) throws Exception {
    script(prepare(user, runtime));
    String options = " --root root --runtime " + runtime + " ";
    try (TmuxSession session = TmuxSession.start(folder.path(), 100, 30)) {
      session.type("clear; ./ocispec runtime run --id first" + options + "bundle");
      session.await("/ #");
      session.type("clear; echo be''gun; sleep 1000; exit");
      session.await("begun");
      try (TmuxSession second =
          TmuxSession.start(Files.createDirectory(folder.path().resolve("2")), 90, 20)) {
        second.type("cd ..; ./ocispec runtime exec" + options + "--env A=b first -- sh");
        second.await("/ #");
        second.type("echo $A $(stty size) of $(tty)");
        second.await("b 20 90 of /dev/pts/");
        second.type("exit 5");
        second.await("outer>");
        second.type("echo code $?");
        second.await("code 5");
        second.type(
            "clear; echo pi''ped | ./ocispec runtime exec" + options + "first -- cat | cat");
        second.await("piped");
      }
      session.press("C-c");
      session.type("exit");
      session.await("outer>");
    }
  }
}
