package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.JsonTrees;
import dev.ocispec.Needs;
import dev.ocispec.runtime.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code runtime run}, {@code exec} and {@code doctor} with the fake runtime. */
@Tag("unit")
class RuntimeRunCommandTest {
  @TempDir Path folder;
  private Path bundle;
  private String runtime;

  @BeforeEach
  void prepare() throws IOException {
    runtime = TestRuntime.FAKE.in(folder).executable().toString();
    bundle = folder.resolve("bundle");
    Path bin = Files.createDirectories(bundle.resolve("rootfs/bin"));
    Files.createSymbolicLink(bin.resolve("sh"), Needs.busybox());
    Files.createSymbolicLink(bin.resolve("cat"), Needs.busybox());
    process("sh", "-c", "cat; echo err >&2; exit 3");
  }

  private void process(String... args) throws IOException {
    Files.write(bundle.resolve("args"), List.of(args)); // Where the fake runtime reads them.
    Files.writeString(
        bundle.resolve("config.json"),
        "{\"ociVersion\":\"1.0.2\",\"root\":{\"path\":\"rootfs\"},"
            + "\"process\":{\"cwd\":\"/\",\"args\":[\"sh\"]}}");
  }

  private CommandLine.Result run(String input, String verb, String... arguments) {
    List<String> line = new ArrayList<>(List.of("runtime", verb, "--runtime", runtime));
    line.addAll(List.of("--root", folder.resolve("root").toString()));
    line.addAll(List.of(arguments));
    return CommandLine.runWith(input, line.toArray(String[]::new));
  }

  @Test
  void theStreamsAndTheExitCodeAreThoseOfTheProcess() {
    assertThat(run("in\n", "run", bundle.toString()))
        .isEqualTo(new CommandLine.Result(3, "in\n", "err\n"));
    assertThat(run("", "run", "--id", "named", bundle.toString()).code()).isEqualTo(3);
  }

  @Test
  void aClosedStandardInputIsEmpty() {
    List<String> line = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <&-", "sh"));
    line.addAll(
        JavaProgram.commandLine(
            List.of(),
            Main.class.getName(),
            List.of(
                "runtime",
                "run",
                "--runtime",
                runtime,
                "--root",
                folder.resolve("root").toString(),
                bundle.toString())));
    assertThat(JavaProgram.run(line)).isEqualTo(new JavaProgram.Result(3, "", "err\n"));
  }

  @Test
  void whatKeepsTheProcessFromRunningHasTheCodesOfAllCommands() throws IOException {
    CommandLine.Result missing = run("", "run", folder.resolve("nosuch").toString());
    assertThat(missing.code()).isEqualTo(ExitCode.HOST);
    assertThat(missing.err()).endsWith("the bundle is not a directory: " + folder + "/nosuch\n");
    assertThat(run("", "run", "--id", "..", bundle.toString()).code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("", "run").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("", "run", "--timeout", "x", bundle.toString()).code())
        .isEqualTo(ExitCode.USAGE);
    process("nosuch");
    assertThat(run("", "run", bundle.toString()).err()).contains("executable file not found");
  }

  @Test
  void aDeadlineEndsTheProcess() throws IOException {
    process("sh", "-c", "while :; do :; done");
    CommandLine.Result result = run("", "run", "--timeout", "500ms", bundle.toString());
    assertThat(result.code()).isEqualTo(ExitCode.HOST);
    assertThat(result.err()).contains("killed, because it was not done within 0.5 s");
  }

  @Test
  void aProcessOfAContainerThatIsNotThereIsAnAnswer() {
    assertThat(run("", "exec", "nobody", "--", "sh"))
        .isEqualTo(
            new CommandLine.Result(
                ExitCode.NO, "", "ocispec: fake exec nobody: container does not exist\n"));
  }

  @Test
  void optionsOfExecThatContradictEachOtherAreWrongUsage() {
    CommandLine.Result both = run("", "exec", "--terminal", "--no-terminal", "a", "--", "sh");
    assertThat(both.code()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err()).contains("expected either --terminal or --no-terminal, found both");
    CommandLine.Result none = run("", "exec", "--terminal", "a", "--", "sh");
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("expected standard input and output to be a terminal");
    assertThat(run("", "exec", "--env", "=x", "a", "--", "sh").err())
        .contains("--env: expected NAME=VALUE, found =x");
    assertThat(run("", "exec", "a").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theDoctorTellsResultsFindingsAndRemedies() {
    CommandLine.Result text = run("", "doctor");
    assertThat(text.out())
        .startsWith(runtime + "\n")
        .contains(
            "  works    version: fake 1.0, specification 1.0.2\n",
            "  works    features: specification 1.0.0 to 1.0.2, 0 mount options, 0 kinds of"
                + " hooks\n",
            "cgroups: ");
    assertThat(text.err()).isEmpty();

    CommandLine.Result json = run("", "doctor", "--format", "json");
    assertThat(json.code()).isEqualTo(text.code());
    JsonNode tree = JsonTrees.of(json.out());
    assertThat(tree.get("runtime").asString()).isEqualTo(runtime);
    assertThat(tree.get("name").asString()).isEqualTo("fake");
    assertThat(tree.get("features").asBoolean()).isTrue();
    assertThat(tree.get("healthy").asBoolean()).isEqualTo(text.code() == 0);
    assertThat(tree.get("cgroups").asString()).isIn("none", "v1", "hybrid", "v2");
    JsonNode first = tree.get("checks").get(0);
    assertThat(first.get("check").asString()).isEqualTo("version");
    assertThat(first.get("result").asString()).isEqualTo("works");
    assertThat(first.has("remedy")).isFalse();
  }

  @Test
  void aRuntimeThatCannotBeRunIsSick() {
    CommandLine.Result result = CommandLine.run("runtime", "doctor", "--runtime", "/no/such");
    assertThat(result.code()).isEqualTo(ExitCode.NO);
    assertThat(result.out())
        .startsWith("/no/such\n  fails    version: such --version: cannot start the runtime")
        .contains("\n           remedy: install runc or crun");
  }
}
