package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import dev.ocispec.sandbox.InPlaceCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bazel, its worker, and sandbox exec in the place of linux-sandbox. */
@Tag("runtime")
class BazelIT {
  private static final String OLDER_BAZEL = "OCISPEC_OLDER_BAZEL";

  /** An action whose environment is what the rule says and nothing else. */
  private static final String ENVIRONMENT_RULE =
      """
      def _seen(ctx):
          out = ctx.actions.declare_file(ctx.label.name + ".txt")
          command = ctx.attr.command.replace("OUT", out.path)
          ctx.actions.run_shell(outputs = [out], command = command, env = ctx.attr.env)
          return DefaultInfo(files = depset([out]))

      seen = rule(_seen, attrs = {"command": attr.string(), "env": attr.string_dict()})
      """;

  private TestFolder folder;
  private BazelWorker worker;
  private BazelWorkspace workspace;

  @BeforeEach
  void start() throws IOException {
    folder = TestFolder.make();
    Needs.rootAndRunc();
    Needs.program("bazel");
    BazelWorker.require();
    worker =
        BazelWorker.start(folder.path(), BazelWorker.sandboxExec(folder.path().resolve("builds")));
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      if (workspace != null) {
        workspace.close();
      }
      if (worker != null) {
        worker.close();
        folder.assertNothingRuns();
      }
    } finally {
      folder.remove();
    }
  }

  @Test
  void actionsRunInTheSandboxAndItsFailuresReachBazel() throws IOException {
    workspace = new BazelWorkspace(folder, worker, "bazel");
    workspace.write(
        "BUILD",
        """
        genrule(
            name = "seen",
            srcs = ["input"],
            outs = ["seen.txt"],
            cmd = "( id -u; tail -n +3 /proc/net/dev | cut -d: -f1; ls -d /root; touch /usr/x;"
                + " cat $(location input); echo changed > $(location input) ) > $@ 2>&1 || true",
        )

        genrule(
            name = "fails",
            outs = ["never.txt"],
            cmd = "echo told on standard error >&2; exit 7",
        )
        """);
    workspace.write("input", "the input\n");

    JavaProgram.Result first = workspace.remote("build", "//:seen");

    assertThat(first.err()).contains("1 remote");
    assertThat(first.code()).isZero();
    List<String> seen = Files.readAllLines(workspace.built("seen.txt"));
    assertThat(seen.get(0)).isNotEqualTo("0");
    assertThat(seen.get(1).strip()).isEqualTo("lo");
    assertThat(seen.get(2)).contains("/root", "No such file");
    assertThat(seen.get(3)).contains("/usr/x");
    assertThat(seen.get(4)).isEqualTo("the input");
    assertThat(seen.get(5)).endsWith("Permission denied");
    assertThat(Path.of("/usr/x")).doesNotExist();

    workspace.clean();
    assertThat(workspace.remote("build", "//:seen").err()).contains("1 remote cache hit");

    JavaProgram.Result failed = workspace.remote("build", "//:fails");

    assertThat(failed.code()).isNotZero();
    assertThat(failed.err()).contains("told on standard error", "(Exit 7)");
  }

  @Test
  void environmentsOfRulesArriveAsTheyAreAndThePlaceIsTheSameInEachAction() throws IOException {
    workspace = new BazelWorkspace(folder, worker, "bazel");
    workspace.write("seen.bzl", ENVIRONMENT_RULE);
    workspace.write(
        "BUILD",
        """
        load(":seen.bzl", "seen")

        seen(name = "empty", command = "/usr/bin/env > OUT; pwd -P >> OUT")
        seen(name = "cpp", command = "/usr/bin/env > OUT; pwd -P >> OUT",
            env = {"PWD": "/proc/self/cwd", "LD_PRELOAD": "/nowhere.so"})
        """);

    JavaProgram.Result built = workspace.remote("build", "//:empty", "//:cpp");

    assertThat(built.code()).as(built.err()).isZero();
    assertThat(built.err()).contains("2 remote");
    List<String> empty = Files.readAllLines(workspace.built("empty.txt"));
    // The first is the worker's, and the others are set by the shell.
    assertThat(empty)
        .allMatch(line -> line.matches("BAZEL_REMOTE_PLATFORM=|PWD=.*|SHLVL=.*|_=.*|/.*"));
    List<String> cpp = Files.readAllLines(workspace.built("cpp.txt"));
    assertThat(cpp).contains("LD_PRELOAD=/nowhere.so");
    assertThat(cpp).anyMatch(line -> line.startsWith("PWD="));
    assertThat(cpp.get(cpp.size() - 1)).isEqualTo(empty.get(empty.size() - 1)).startsWith("/");
  }

  @Test
  void programsAreCompiledAndTestsAreRun() throws IOException {
    Shared.require(
        BazelWorkspace.hasRules(),
        "needs Bazel's rules (packages bazel-rules-java and bazel-rules-proto)");
    workspace = new BazelWorkspace(folder, worker, "bazel");
    workspace.withRules();
    workspace.write(
        "greeting.c",
        """
        #include <stdio.h>

        int main(void) {
          puts("compiled in a sandbox");
          return 3;
        }
        """);
    workspace.write(
        "greets.sh",
        """
        #!/bin/sh
        ./greeting > "$TEST_TMPDIR/said"
        code=$?
        cat "$TEST_TMPDIR/said"
        tail -n +3 /proc/net/dev | cut -d: -f1
        test $code = 3
        """);
    Files.setPosixFilePermissions(
        workspace.source("greets.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    workspace.write(
        "BUILD",
        """
        cc_binary(name = "greeting", srcs = ["greeting.c"])
        sh_test(name = "greets", srcs = ["greets.sh"], data = [":greeting"])
        """);

    JavaProgram.Result built = workspace.remote("build", "//:greeting");

    assertThat(built.code()).as(built.err()).isZero();
    JavaProgram.Result greeted = JavaProgram.run(List.of(workspace.built("greeting").toString()));
    assertThat(greeted.out()).isEqualTo("compiled in a sandbox\n");
    assertThat(greeted.code()).isEqualTo(3);

    JavaProgram.Result tested = workspace.remote("test", "//:greets", "--test_output=all");

    assertThat(tested.code()).as(tested.err() + tested.out()).isZero();
    assertThat(tested.out()).contains("compiled in a sandbox", "PASSED");

    workspace.clean();
    assertThat(workspace.remote("build", "//:greeting").err())
        .contains("remote cache hit")
        .doesNotContain(" remote,", " remote.");
  }

  @Test
  void aBazelWithAnOlderProtocolIsServed() throws IOException {
    String older = Objects.requireNonNullElse(System.getenv(OLDER_BAZEL), "");
    Shared.require(!older.isEmpty(), "needs Bazel 2.1.0 (its path in " + OLDER_BAZEL + ")");
    workspace = new BazelWorkspace(folder, worker, older);
    workspace.write(
        "BUILD",
        """
        genrule(name = "seen", srcs = ["input"], outs = ["seen.txt"],
            cmd = "{ id -u; pwd -P; cat $(location input); } > $@")
        genrule(name = "fails", outs = ["never.txt"], cmd = "echo told >&2; exit 7")
        """);
    workspace.write("input", "the input\n");

    JavaProgram.Result built = workspace.remote("build", "//:seen");

    assertThat(built.code()).as(built.err()).isZero();
    assertThat(built.err()).contains("1 remote");
    assertThat(Files.readAllLines(workspace.built("seen.txt")))
        .hasSize(3)
        .doesNotContain("0")
        .contains(InPlaceCommand.DEFAULT_PLACE, "the input");

    workspace.clean();
    assertThat(workspace.remote("build", "//:seen").err()).contains("1 remote cache hit");
    assertThat(workspace.remote("build", "//:fails").err()).contains("told", "(Exit 7)");
  }

  @Test
  void nothingRunsAnyMoreOnceBazelWasInterrupted() throws Exception {
    workspace = new BazelWorkspace(folder, worker, "bazel");
    workspace.write(
        "BUILD",
        """
        genrule(name = "slow", outs = ["slow.txt"], cmd = "sleep 4321; touch $@")
        """);

    int code = workspace.interrupted(() -> sleeping() == 1, "build", "//:slow");

    assertThat(code).isEqualTo(8); // Bazel's code for an interrupted command.
    workspace.close();
    worker.close();
    folder.assertNothingRuns();
    assertThat(sleeping()).isZero();
  }

  private static long sleeping() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().arguments().filter(a -> List.of(a).contains("4321")).isPresent())
        .count();
  }
}
