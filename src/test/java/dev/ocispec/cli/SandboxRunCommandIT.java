package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.JsonTrees;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Exit codes and results of {@code sandbox run} and {@code sandbox bundle}. */
@Tag("runtime")
class SandboxRunCommandIT {
  private TestFolder folder;
  private Path builds;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make(); // Before anything can skip the test: it is removed after it.
    builds = folder.path().resolve("builds");
    Needs.rootAndRunc();
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
      if (Files.exists(builds)) {
        assertThat(builds).isEmptyDirectory();
      }
    } finally {
      folder.remove();
    }
  }

  private CommandLine.Result run(String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "sandbox",
                "run",
                "--builds",
                builds.toString(),
                "--shell",
                Needs.busybox().toString()));
    line.addAll(List.of(arguments));
    return CommandLine.run(line.toArray(String[]::new));
  }

  @Test
  void theLogGoesToStandardErrorAndTheResultToStandardOutput() {
    CommandLine.Result result = run("--", "/bin/sh", "-c", "echo hello; id -un; echo world >&2");

    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("hello\n").contains("build\n").contains("world\n");
    JsonNode document = JsonTrees.of(result.out());
    assertThat(document.propertyNames())
        .containsExactly(
            "status",
            "reason",
            "reasonCode",
            "exitCode",
            "signal",
            "durationMillis",
            "usage",
            "cached",
            "logTail",
            "shell",
            "outputs");
    assertThat(document.at("/shell/kind").asString()).isEqualTo("busybox");
    assertThat(document.get("status").asString()).isEqualTo("succeeded");
    assertThat(document.get("cached").asBoolean() || !document.get("reason").isNull()).isFalse();
    assertThat(document.get("durationMillis").isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exit 7                                | failed         | 1 | 7   | null
          sh -c 'kill -9 $$'; exit $?           | failed         | 1 | 137 | null
          kill -9 $$                            | failed         | 1 | 137 | 9
          exit 0                                | output-missing | 1 | 0   | null
          touch out                             | succeeded      | 0 | 0   | null
          sleep 100                             | timed-out      | 1 | null| null
          """)
  void eachEndHasItsStatusAndExitCode(
      String script, String status, int code, String exitCode, String signal) {
    // A loaded machine may need many seconds for a build that ends by itself.
    String timeout = status.equals("timed-out") ? "3s" : "2m";

    CommandLine.Result result =
        run("--timeout", timeout, "--output", "build/out", "--", "/bin/sh", "-c", script);

    JsonNode document = JsonTrees.of(result.out());
    assertThat(document.get("status").asString()).isEqualTo(status);
    assertThat(document.get("exitCode").toString()).isEqualTo(exitCode);
    assertThat(document.get("signal").toString()).isEqualTo(signal);
    assertThat(result.code()).isEqualTo(code);
    if (code != 0) {
      assertThat(result.err()).contains("ocispec: " + document.get("reason").asString());
    }
  }

  @ParameterizedTest
  @CsvSource({"file", "file/below", "dangling"})
  void whatIsNoFolderForOutputsIsRefusedBeforeTheBuild(String name) throws Exception {
    Files.writeString(folder.path().resolve("file"), "");
    Files.createSymbolicLink(folder.path().resolve("dangling"), Path.of("nowhere"));
    String out = folder.path().resolve(name).toString();

    CommandLine.Result result =
        run("--out", out, "--output", "build/o", "--", "/bin/sh", "-c", "echo ran >&2; touch o");

    assertThat(result.err())
        .isEqualTo(
            "ocispec: "
                + out.replace("/below", "")
                + " is not a folder; choose another folder for the outputs\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFileOfFeaturesThatCanNotBeReadIsNamedBeforeTheBuild() throws Exception {
    Path missing = folder.path().resolve("missing.json");
    Path broken = Files.writeString(folder.path().resolve("broken.json"), "{");

    CommandLine.Result absent =
        run("--features", missing.toString(), "--", "/bin/sh", "-c", "echo ran >&2");
    CommandLine.Result odd =
        run("--features", broken.toString(), "--", "/bin/sh", "-c", "echo ran >&2");

    assertThat(absent.err())
        .isEqualTo("ocispec: cannot read " + missing + ": no such file or folder\n");
    assertThat(absent.code()).isEqualTo(ExitCode.INPUT);
    assertThat(odd.err()).startsWith("ocispec: " + broken + ": unreadable document: 1:2: ");
    assertThat(odd.code()).isEqualTo(ExitCode.INPUT);
  }

  @Test
  void aRemarkOnTheRuntimeIsAboutTheHost() {
    CommandLine.Result result = run("--runtime", "/bin/false", "--", "/bin/sh", "-c", ":");

    assertThat(result.err()).contains("ocispec: (host): the runtime's features are unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no/such/command", "nosuch"})
  void aCommandThatDoesNotExistIsAFailedBuild(String command) {
    CommandLine.Result result = run("--", command);

    assertThat(result.code()).isEqualTo(ExitCode.NO);
    JsonNode document = JsonTrees.of(result.out());
    assertThat(document.get("status").asString()).isEqualTo("failed");
    assertThat(document.get("reason").asString()).contains(command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no/such/runtime", "no-such-runtime", "/bin/false", "/bin/true"})
  void aRuntimeThatDoesNotWorkIsARuntimeError(String runtime) {
    CommandLine.Result result = run("--runtime", runtime, "--", "/bin/sh", "-c", ":");

    assertThat(result.code()).isEqualTo(ExitCode.HOST);
    assertThat(JsonTrees.of(result.out()).get("status").asString()).isEqualTo("runtime-error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --output etc/x                  | expected every output inside a scratch path or overlay (build), found etc/x
          --output ../x                   | /outputs/0
          --output /x                     | /outputs/0
          --output build//x               | /outputs/0
          --scratch ../x                  | /scratchPaths/0
          --scratch /x                    | /scratchPaths/0
          --working-dir ../x              | /workingDir
          --working-dir /x                | /workingDir
          --input ../x=/etc               | /inputs/0/name
          --input x/y=/etc                | /inputs/0/name
          --input ..=/etc                 | /inputs/0/name
          --input x                       | --input: expected NAME=VALUE, found x
          --read-only-path ../x           | /constraints/availableReadOnlyPaths/0
          --read-only-path etc            | /constraints/availableReadOnlyPaths/0
          --read-only-path /proc/x        | /constraints/availableReadOnlyPaths/0
          --env x                         | --env: expected NAME=VALUE, found x
          --timeout 0                     | --timeout: expected a duration
          --timeout soon                  | --timeout: expected a duration
          --timeout 999999999h            | --timeout: expected a duration
          --rootless --rootful            | are mutually exclusive
          --request r                     | --request already defines the command
          """)
  void wrongUsageIsToldBeforeAnythingStarts(String options, String message) {
    List<String> line = new ArrayList<>(List.of(options.split(" ")));
    line.addAll(List.of("--", "/bin/sh", "-c", "echo started"));

    CommandLine.Result result = run(line.toArray(String[]::new));

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(message).doesNotContain("started");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aShellIsNamedByItsPath() {
    CommandLine.Result result =
        CommandLine.run("sandbox", "run", "--shell", "busybox", "--", "/bin/sh", "-c", ":");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--shell: expected an absolute path, found busybox");
  }

  @Test
  void withoutCommandNothingIsRun() {
    assertThat(run().err()).contains("expected either --request FILE or a command after --");
    assertThat(run().code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anInputThatCantBeOpenedIsToldAsSuch() {
    CommandLine.Result result = run("--input", "a=/no/such/file", "--", "/bin/sh", "-c", ":");

    assertThat(result.code()).isEqualTo(ExitCode.INPUT);
    assertThat(result.err()).contains("input a from /no/such/file");
  }

  @Test
  void theCommandsOwnOptionsAreNotOurs() {
    CommandLine.Result result =
        run("--", "/bin/sh", "-c", "echo \"$@\"", "x", "--keep", "--out", "a", "--", "--debug");

    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("--keep --out a -- --debug\n");
  }

  @Test
  void outputsAreMovedOutAndNothingElse() throws Exception {
    Path out = folder.path().resolve("out");

    CommandLine.Result result =
        run(
            "--out",
            out.toString(),
            "--scratch",
            "nix/store",
            "--scratch",
            "build",
            "--env",
            "A=b=c",
            "--output",
            "nix/store/x",
            "--",
            "/bin/sh",
            "-c",
            "echo $A > /nix/store/x; echo > other");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(out.resolve("nix/store/x")).hasContent("b=c\n");
    assertThat(Files.walk(out).filter(Files::isRegularFile)).hasSize(1);
    assertThat(JsonTrees.of(result.out()).at("/outputs/0/hostPath").asString())
        .isEqualTo(out.resolve("nix/store/x").toString());
  }

  @Test
  void whatIsThereAlreadyStays() throws Exception {
    Path mine = Files.createDirectories(folder.path().resolve("out/build")).resolve("x");
    Files.writeString(mine, "mine");

    CommandLine.Result result =
        run(
            "--out",
            folder.path().resolve("out").toString(),
            "--output",
            "build/x",
            "--",
            "/bin/sh",
            "-c",
            "echo > x");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(mine + " already exists");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void aKeptBundleIsNamedInTheResult() throws Exception {
    CommandLine.Result result = run("--keep", "--", "/bin/sh", "-c", "echo > left");

    Path bundle = Path.of(JsonTrees.of(result.out()).get("bundle").asString());
    assertThat(bundle.resolve("config.json")).isRegularFile();
    assertThat(Files.walk(bundle.resolve("scratch")).map(Path::getFileName).map(Path::toString))
        .contains("left");
    new ProcessBuilder("rm", "-r", bundle.getParent().toString()).start().waitFor();
  }

  @Test
  void textThatIsNoneIsRefused() throws Exception {
    Path nul =
        file("{\"commandArgs\":[\"/bin/sh\",\"a\\u0000b\"]}".getBytes(StandardCharsets.UTF_8));
    assertThat(run("--request", nul.toString()).code()).isEqualTo(ExitCode.USAGE);

    Path latin =
        file("{\"commandArgs\":[\"/bin/sh\",\"\u00e4\"]}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(run("--request", latin.toString()).code()).isEqualTo(ExitCode.INPUT);

    Path half =
        file("{\"commandArgs\":[\"/bin/sh\",\"\\ud800\"]}".getBytes(StandardCharsets.UTF_8));
    assertThat(run("--request", half.toString()).code()).isIn(ExitCode.USAGE, ExitCode.INPUT);

    Path unknown =
        file("{\"commandArgs\":[\"/bin/sh\"],\"nope\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(run("--request", unknown.toString()).code()).isEqualTo(ExitCode.USAGE);

    assertThat(run("--request", folder.path() + "/absent").code()).isEqualTo(ExitCode.INPUT);
  }

  private Path file(byte[] bytes) throws Exception {
    return Files.write(folder.path().resolve("request.json"), bytes);
  }

  @Test
  void aFolderOfOthersIsNotUsedForBuilds() throws Exception {
    Path open = Files.createDirectory(folder.path().resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    CommandLine.Result result =
        CommandLine.run("sandbox", "run", "--builds", open.toString(), "--", "/bin/sh", "-c", ":");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("a folder that others can write to; choose one below it");
  }

  @Test
  void aBundleIsWrittenForARuntimeToRun() throws Exception {
    Path request =
        file(
            """
            {"commandArgs": ["/bin/sh", "-c", "read -r a < /inputs/a; echo $a > o"], "workingDir": "build",
             "scratchPaths": ["build"], "inputsDir": "inputs",
             "inputs": [{"name": "a", "source": "%s"}], "constraints": {"provideBinSh": true}}
            """
                .formatted(Files.writeString(folder.path().resolve("source"), "text"))
                .getBytes(StandardCharsets.UTF_8));
    Path bundle = folder.path().resolve("bundle");

    CommandLine.Result result =
        CommandLine.run(
            "sandbox", "bundle", "--request", request.toString(), "--out", bundle.toString());

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(Files.list(bundle).map(Path::getFileName).map(Path::toString))
        .containsExactlyInAnyOrder("config.json", "init", "inputs", "root", "scratch");
    JavaProgram.Result run =
        JavaProgram.run(
            List.of(
                "runc",
                "--root",
                folder.path() + "/state",
                "run",
                "--bundle",
                bundle.toString(),
                "by-hand-" + ProcessHandle.current().pid()));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.walk(bundle.resolve("scratch")).filter(Files::isRegularFile))
        .singleElement()
        .satisfies(made -> assertThat(made).hasFileName("o").hasContent("text"));
  }

  @Test
  void aBundleThatCantBeWrittenLeavesNothing() throws Exception {
    Path request =
        file("{\"commandArgs\":[\"/bin/x\"],\"outputs\":[\"x\"]}".getBytes(StandardCharsets.UTF_8));
    Path bundle = folder.path().resolve("bundle");

    CommandLine.Result result =
        CommandLine.run(
            "sandbox", "bundle", "--request", request.toString(), "--out", bundle.toString());

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("output x: expected a place in a scratch path");
    assertThat(bundle).doesNotExist();
  }
}
