package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bazel, its worker, and sandbox exec in the place of linux-sandbox. */
@Tag("runtime")
class BazelIT {
  private TestFolder folder;
  private Path workspace;
  private BazelWorker worker;

  @BeforeEach
  void start() throws IOException {
    folder = TestFolder.make();
    Needs.rootAndRunc();
    Needs.program("bazel");
    BazelWorker.require();
    worker =
        BazelWorker.start(folder.path(), BazelWorker.sandboxExec(folder.path().resolve("builds")));
    workspace = Files.createDirectory(folder.path().resolve("workspace"));
    Files.writeString(workspace.resolve("WORKSPACE"), "");
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      if (worker != null) {
        bazel("shutdown");
        worker.close();
        folder.assertNothingRuns();
      }
    } finally {
      folder.remove();
    }
  }

  private JavaProgram.Result bazel(String... arguments) {
    List<String> command = new ArrayList<>();
    // From the workspace, with a home of its own.
    command.addAll(List.of("env", "--chdir=" + workspace, "HOME=" + folder.path(), "bazel"));
    command.add("--output_user_root=" + folder.path().resolve("bazel"));
    command.addAll(Arrays.asList(arguments));
    return JavaProgram.run(command, 300);
  }

  private JavaProgram.Result build(String target) {
    return bazel("build", target, "--remote_executor=" + worker.grpcAddress(), "--jobs=2");
  }

  @Test
  void actionsRunInTheSandboxAndItsFailuresReachBazel() throws IOException {
    Files.writeString(
        workspace.resolve("BUILD"),
        """
        genrule(
            name = "seen",
            srcs = ["input"],
            outs = ["seen.txt"],
            cmd = "( id -u; tail -n +3 /proc/net/dev | cut -d: -f1; ls -d /root; touch /usr/x;"
                + " cat $(location input) ) > $@ 2>&1 || true",
        )

        genrule(
            name = "fails",
            outs = ["never.txt"],
            cmd = "echo told on standard error >&2; exit 7",
        )
        """);
    Files.writeString(workspace.resolve("input"), "the input\n");

    JavaProgram.Result first = build("//:seen");

    assertThat(first.err()).contains("1 remote");
    assertThat(first.code()).isZero();
    List<String> seen = Files.readAllLines(workspace.resolve("bazel-bin/seen.txt"));
    assertThat(seen.get(0)).isNotEqualTo("0");
    assertThat(seen.get(1).strip()).isEqualTo("lo");
    assertThat(String.join("\n", seen))
        .contains("/root", "No such file", "/usr/x")
        .endsWith("the input");
    assertThat(Path.of("/usr/x")).doesNotExist();

    bazel("clean");
    assertThat(build("//:seen").err()).contains("1 remote cache hit");

    JavaProgram.Result failed = build("//:fails");

    assertThat(failed.code()).isNotZero();
    assertThat(failed.err()).contains("told on standard error", "(Exit 7)");
  }
}
