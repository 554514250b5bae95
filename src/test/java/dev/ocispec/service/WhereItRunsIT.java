package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
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

/** Builds in containers, on file systems and with kernels that are not as open as usual. */
@Tag("runtime")
class WhereItRunsIT {
  private TestFolder folder;
  private Path builds;

  @BeforeEach
  void makeFolder() throws Exception {
    folder = TestFolder.make();
    Needs.root();
    Needs.program("unshare");
    builds = Files.createDirectory(folder.path().resolve("on"));
    Files.setPosixFilePermissions(builds, PosixFilePermissions.fromString("rwxrwxrwx"));
    folder.giveTo(TestUser.CI);
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  /**
   * What {@code ci} gets from a build after {@code preparation} in a mount namespace of its own.
   */
  private JavaProgram.Result build(
      TestUser user, String runtime, String preparation, List<String> wrapper, String... more) {
    List<String> build =
        new ArrayList<>(
            List.of(
                "sandbox",
                "run",
                "--runtime",
                runtime,
                "--builds",
                builds + "/builds-" + user.user(),
                "--output",
                "build/out"));
    build.addAll(List.of(more));
    build.addAll(
        List.of("--", "/bin/sh", "-c", "read -r a < /proc/self/uid_map; echo $a; echo x > out"));
    List<String> line =
        new ArrayList<>(List.of("unshare", "-m", "sh", "-c", preparation + " && exec \"$@\"", "_"));
    line.addAll(user.prefix(runtime));
    line.addAll(wrapper);
    line.addAll(JavaProgram.commandLine(List.of(), "dev.ocispec.cli.Main", build));
    return JavaProgram.run(line);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"runc", "crun"})
  void rootOfASmallUserNamespaceIsAUserLikeAnyOther(String runtime) {
    JavaProgram.Result result =
        build(TestUser.CI, runtime, "true", List.of("unshare", "--map-root-user", "--mount"));

    assertThat(result.out()).as(result.err()).contains("\"status\":\"succeeded\"");
    assertThat(result.err())
        .contains("without subordinate ids the build runs as the user who starts it, root");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"runc", "crun"})
  void rootOfALargeOneTakesItsLastIds(String runtime) {
    JavaProgram.Result result =
        build(
            TestUser.CI,
            runtime,
            "true",
            List.of("unshare", "--user", "--map-root-user", "--map-auto", "--mount"));

    assertThat(result.out()).as(result.err()).contains("\"status\":\"succeeded\"");
    assertThat(result.err()).doesNotContain("sandbox-subordinate-ids");
  }

  @Test
  void deniedNamespacesAreFoundOutByTrying() {
    JavaProgram.Result result =
        build(
            TestUser.CI,
            "runc",
            "true",
            List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "echo 0 > /proc/sys/user/max_user_namespaces; exec \"$@\"",
                "_"));

    assertThat(result.code()).as(result.out()).isEqualTo(4);
    assertThat(result.err())
        .contains("the host does not let this user create a user namespace; allow it on the host")
        .contains("seccomp=unconfined")
        .contains("[sandbox-user-namespace]");
  }

  @Test
  void aCoveredProcIsNamedWithTheRemedy() {
    String cover = "mount --bind -r /proc/sys /proc/sys";

    JavaProgram.Result refused = build(TestUser.CI, "runc", cover, List.of());
    assertThat(refused.code()).as(refused.out()).isEqualTo(4);
    assertThat(refused.err())
        .contains("are covered or read-only: /proc/sys; start the container that this runs in with")
        .contains("[sandbox-proc]");
    JavaProgram.Result ofRoot = build(TestUser.ROOT, "runc", cover, List.of());
    assertThat(ofRoot.out()).as(ofRoot.err()).contains("\"status\":\"succeeded\"");
  }

  @ParameterizedTest(name = "{0} with {1} on {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CI   | runc | nosuid,nodev          | succeeded
          CI   | crun | nosuid,nodev,noatime  | succeeded
          CI2  | runc | nosuid,nodev          | succeeded
          CI2  | crun | nosuid,nodev          | succeeded
          CI   | runc | nosuid,nodev,noexec   | choose another folder (--builds
          CI2  | crun | noexec                | choose another folder (--builds
          ROOT | runc | nosuid,nodev          | succeeded
          ROOT | runc | ro                    | Read-only file system
          """)
  void buildsLieOnFileSystemsWithAnyFlags(
      TestUser user, String runtime, String flags, String expected) {
    JavaProgram.Result result =
        build(
            user,
            runtime,
            "mount -t tmpfs -o mode=1777," + flags + " ocispec-test " + builds,
            List.of());

    assertThat(result.out() + result.err()).contains(expected);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"CI, runc", "CI, crun", "CI2, runc", "CI2, crun", "ROOT, runc", "ROOT, crun"})
  void inputsKeepTheFlagsThatTheyAreMountedWith(TestUser user, String runtime) throws Exception {
    Path input = Files.createDirectory(folder.path().resolve("input"));
    JavaProgram.Result result =
        build(
            user,
            runtime,
            "mount -t tmpfs -o mode=755,nosuid,nodev,noexec ocispec-test "
                + input
                + " && echo in > "
                + input
                + "/a && mount -o remount,ro "
                + input,
            List.of(),
            "--input",
            "src=" + input);

    assertThat(result.out()).as(result.err()).contains("\"status\":\"succeeded\"");
  }
}
