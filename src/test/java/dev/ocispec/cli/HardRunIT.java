package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.JsonTrees;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds in surroundings that are not a terminal's, and builds that behave badly. */
@Tag("runtime")
class HardRunIT {
  private TestFolder folder;
  private Path builds;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make(); // Before anything can skip the test: it is removed after it.
    Needs.rootAndRunc();
    builds = folder.path().resolve("builds");
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
      if (builds != null) {
        assertThat(builds).isEmptyDirectory();
      }
    } finally {
      folder.remove();
    }
  }

  @Test
  void oneHundredMebibytesOfLogPassThroughALittleMemory() {
    List<String> line = new ArrayList<>(TestUser.ROOT.prefix("runc"));
    line.addAll(
        JavaProgram.commandLine(
            List.of("-Xmx48m"),
            Main.class.getName(),
            List.of(
                "sandbox",
                "run",
                "--shell",
                Needs.busybox().toString(),
                "--builds",
                builds.toString(),
                "--",
                "/bin/sh",
                "-c",
                "head -c 104857600 /dev/zero; head -c 1000 /dev/zero >&2")));

    JavaProgram.Result result = JavaProgram.run(line);

    assertThat(result.code()).isZero();
    // Besides what is remarked. A last line that the command did not end is ended for it.
    assertThat(result.err().chars().filter(c -> c == 0).count()).isEqualTo(104_857_600 + 1000);
    assertThat(result.err().indexOf("\u0000\n")).isPositive();
    assertThat(JsonTrees.of(result.out()).get("status").asString()).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @EnumSource(TestUser.class)
  void withoutAnyStandardInputItWorks(TestUser user) {
    folder.giveTo(user);
    List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", "exec \"$@\" <&-", "_"));
    line.addAll(user.prefix("runc"));
    line.addAll(
        JavaProgram.commandLine(
            List.of(),
            Main.class.getName(),
            List.of(
                "sandbox",
                "run",
                "--shell",
                Needs.busybox().toString(),
                "--builds",
                builds.toString(),
                "--output",
                "build/o",
                "--",
                "/bin/sh",
                "-c",
                "read -r line || echo no input > o")));

    JavaProgram.Result result = JavaProgram.run(line);

    assertThat(result.code()).as(result.err()).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestUser.class)
  void inALocaleWithoutUtf8NamesStayWhatTheyAre(TestUser user) throws Exception {
    folder.giveTo(user);
    Files.writeString(Path.of(URI.create("file://" + folder.path() + "/%C3%9F")), "text");
    Path request =
        Files.write(
            folder.path().resolve("request.json"),
            """
            {"commandArgs": ["/bin/sh", "-c", "echo größe > 'é'; cat '/inputs/ö' '%1$s/ß' >> 'é'"],
             "workingDir": "build", "scratchPaths": ["build"], "inputsDir": "inputs",
             "inputs": [{"name": "ö", "source": "%1$s/ß"}],
             "outputs": ["build/é"], "refscanNeedles": ["größe", "É"],
             "constraints": {"provideBinSh": true, "availableReadOnlyPaths": ["%1$s/ß"]}}
            """
                .formatted(folder.path())
                .getBytes(StandardCharsets.UTF_8));
    Path out = folder.path().resolve("out");
    List<String> line = new ArrayList<>(List.of("env", "LC_ALL=C"));
    line.addAll(user.prefix("runc"));
    line.addAll(
        JavaProgram.commandLine(
            List.of(),
            Main.class.getName(),
            List.of(
                "sandbox",
                "run",
                "--shell",
                Needs.busybox().toString(),
                "--builds",
                builds.toString(),
                "--request",
                request.toString(),
                "--out",
                out.toString())));

    JavaProgram.Result result = JavaProgram.run(line);

    assertThat(result.code()).as(result.err() + result.out()).isZero();
    assertThat(JsonTrees.of(result.out()).at("/outputs/0/references").toString())
        .isEqualTo("[\"größe\"]");
    Path made = Path.of(URI.create("file://" + out + "/build/%C3%A9"));
    assertThat(Files.readString(made)).isEqualTo("größe\ntexttext");
  }

  @ParameterizedTest
  @EnumSource(TestUser.class)
  void whatNobodyMayEnterIsReadMovedAndRemovedAllTheSame(TestUser user) throws Exception {
    folder.giveTo(user);
    Path out = folder.path().resolve("out");

    JavaProgram.Result result =
        run(
            user,
            "mkdir -p o/a x/y/z; echo secret > o/a/f; chmod 000 o/a/f o/a; chmod 555 o;"
                + " touch x/y/z/f; chmod 000 x/y/z x/y x; chmod 000 /build",
            "--out",
            out.toString(),
            "--output",
            "build/o");

    assertThat(result.code()).as(result.err() + result.out()).isZero();
    assertThat(out.resolve("build/o/a/f")).hasContent("secret");
    assertThat((int) Files.getAttribute(out.resolve("build/o/a/f"), "unix:mode") & 0777)
        .as("readable for its owner, who may be another user")
        .isEqualTo(0400);
    assertThat((int) Files.getAttribute(out.resolve("build/o"), "unix:mode") & 0777)
        .isEqualTo(0555);
  }

  @ParameterizedTest
  @EnumSource(TestUser.class)
  void aFolderDeeperThanAnyPathIsRemoved(TestUser user) {
    folder.giveTo(user);

    JavaProgram.Result result =
        run(
            user,
            "p=; i=0; while [ $i -lt 400 ]; do p=${p}dddd/; i=$((i+1)); done;"
                + " for n in 1 2 3 4; do mkdir -p $p && cd -P $p || exit 1; done; exit 3");

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.NO);
    assertThat(JsonTrees.of(result.out()).get("exitCode").asInt()).isEqualTo(3);
  }

  private JavaProgram.Result run(TestUser user, String script, String... options) {
    List<String> line = new ArrayList<>(user.prefix("runc"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "sandbox",
                "run",
                "--shell",
                Needs.busybox().toString(),
                "--builds",
                builds.toString()));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--", "/bin/sh", "-c", script));
    line.addAll(JavaProgram.commandLine(List.of(), Main.class.getName(), arguments));
    return JavaProgram.run(line);
  }
}
