package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program inside a build tries all ways to what the filter of system calls is to keep from it.
 */
@Tag("runtime")
class SystemCallProbeIT {
  private static final String DONE = "0";
  private static final String NO_PERMISSION = "1";
  private static final String NO_SUCH_CALL = "38";

  /** What may succeed, if the kernel has it, by the first word of a line. */
  private static final Set<String> ALLOWED =
      Set.of("unix", "inet", "netlink", "packet", "pipe", "file", "rename", "ipc-shmget");

  /** The ways to a socket that hide its family, and the family that hides in half a register. */
  private static final Set<String> HIDDEN = Set.of("socketcall", "socketcall-pair", "upper");

  private TestFolder folder;

  @BeforeEach
  void makeFolder() {
    Shared.require(System.getProperty("os.arch").equals("amd64"), "the probe is for x86-64");
    Shared.require(Files.isExecutable(Path.of("/usr/bin/gcc")), "there is no gcc");
    folder = TestFolder.make();
  }

  @AfterEach
  void nothingIsLeft() {
    if (folder != null) {
      folder.assertNothingRuns();
      folder.remove();
    }
  }

  static Stream<Arguments> everyone() {
    return Stream.of(TestUser.values())
        .flatMap(user -> Stream.of("runc", "crun").map(runtime -> Arguments.of(user, runtime)));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("everyone")
  void noWayLeadsToWhatIsForbidden(TestUser user, String runtime) throws Exception {
    folder.giveTo(user);
    Map<String, String> answers = answers(run(user, runtime, compiled()));

    assertThat(answers).hasSizeGreaterThan(90);
    boolean has32 = answers.remove("32-bit calls").equals("tried");
    assertThat(wrong(answers, has32)).isEmpty();
    assertThat(answers)
        .containsEntry("unix socket", DONE)
        .containsEntry("unix pair", DONE)
        .containsEntry("inet socket", DONE)
        .containsEntry("netlink socket", DONE)
        .containsEntry("pipe mknod", DONE)
        .containsEntry("file mknodat", DONE)
        .containsEntry("rename renameat2", DONE);
    if (has32) {
      assertThat(answers)
          .containsEntry("unix socket32", DONE)
          .containsEntry("vsock socket32", NO_PERMISSION)
          .containsEntry("vsock socketcall", NO_PERMISSION)
          .containsEntry("whiteout mknod32", NO_PERMISSION);
    }
  }

  /** Lines of what is forbidden and is not answered as the filter answers. */
  private static Set<String> wrong(Map<String, String> answers, boolean has32) {
    Set<String> wrong = new TreeSet<>();
    answers.forEach(
        (name, answer) -> {
          String[] words = name.split(" ");
          boolean allowed = ALLOWED.contains(words[0]) && !HIDDEN.contains(words[1]);
          boolean refused = answer.equals(NO_PERMISSION) || answer.equals(NO_SUCH_CALL);
          boolean is32 = words[1].contains("32") || words[1].startsWith("socketcall");
          if (!refused && !allowed && (has32 || !is32)) {
            wrong.add(name + ": " + answer);
          }
        });
    return wrong;
  }

  private static Map<String, String> answers(String log) {
    Map<String, String> answers = new TreeMap<>();
    log.lines()
        .map(line -> line.split(": "))
        .filter(parts -> parts.length == 2 && parts[0].contains(" "))
        .forEach(parts -> answers.put(parts[0], parts[1]));
    return answers;
  }

  private Path compiled() throws Exception {
    Path source = folder.path().resolve("probe.c");
    try (InputStream text = getClass().getResourceAsStream("/dev/ocispec/sandbox/probe.c")) {
      Files.copy(text, source);
    }
    Path program = folder.path().resolve("probe");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-static",
                "-no-pie",
                "-Wall",
                "-Werror",
                "-o",
                program.toString(),
                source.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(gcc.getInputStream().readAllBytes());
    assertThat(gcc.waitFor()).as(said).isZero();
    return program;
  }

  private String run(TestUser user, String runtime, Path program) throws IOException {
    Map<String, Object> request =
        Map.of(
            "inputs", List.of(Map.of("name", "probe", "source", program.toString())),
            "inputsDir", "inputs",
            "commandArgs", List.of("/inputs/probe"),
            "scratchPaths", List.of("build"));
    Path file =
        Files.writeString(
            folder.path().resolve("request.json"), JsonMapper.shared().writeValueAsString(request));
    List<String> line = new ArrayList<>(user.prefix(runtime));
    line.addAll(
        JavaProgram.commandLine(
            List.of(),
            Main.class.getName(),
            List.of(
                "sandbox",
                "run",
                "--request",
                file.toString(),
                "--runtime",
                runtime,
                "--builds",
                folder.path().resolve("builds").toString())));
    JavaProgram.Result result = JavaProgram.run(line);
    assertThat(result.code()).as(result.err()).isZero();
    return result.err();
  }
}
