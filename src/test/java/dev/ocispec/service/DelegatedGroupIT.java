package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An ordinary user's builds are in a group of the unified hierarchy that was delegated to it, on a
 * host that seems to have no other hierarchy.
 */
@Tag("runtime")
class DelegatedGroupIT {
  /** Shows the unified hierarchy alone, and continues in {@code own} as the user. */
  private static final String DELEGATED =
      """
      set -e
      own=$1; user=$2; shift 2
      mount --make-rprivate /
      umount -l /sys/fs/cgroup
      mount -t cgroup2 cgroup2 /sys/fs/cgroup
      echo 0 > "$own/cgroup.procs"
      exec setpriv --reuid "$user" --regid "$user" --init-groups --inh-caps=-all "$@"
      """;

  private TestFolder folder;
  private Optional<Path> given = Optional.empty();
  private Optional<String> added = Optional.empty();

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
    Needs.rootAndRunc();
  }

  @AfterEach
  void removeFolder() throws IOException {
    try {
      if (given.isPresent()) {
        Files.deleteIfExists(given.get().resolve("own"));
        Files.deleteIfExists(given.get());
      }
      if (added.isPresent()) {
        Files.writeString(top().resolve("cgroup.subtree_control"), "-" + added.get());
      }
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  /** Where the unified hierarchy is mounted here. */
  private static Path top() throws IOException {
    return Path.of(
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
            .filter(line -> line.contains(" - cgroup2 "))
            .map(line -> line.split(" ")[4])
            .findFirst()
            .orElseThrow(() -> new AssertionError("no cgroup2 is mounted")));
  }

  /** Hands on one controller that there is, whichever: without any, a group is of no use. */
  private void delegate(TestUser user) throws Exception {
    String controllers = Files.readString(top().resolve("cgroup.controllers")).strip();
    Assumptions.assumeFalse(controllers.isEmpty(), "the unified hierarchy has no controllers");
    Path control = top().resolve("cgroup.subtree_control");
    if (Files.readString(control).isBlank()) {
      String one = controllers.split(" ")[0];
      Files.writeString(control, "+" + one);
      added = Optional.of(one);
    }
    Path group =
        Files.createDirectory(top().resolve("ocispec-given-" + ProcessHandle.current().pid()));
    given = Optional.of(group);
    Path own = Files.createDirectory(group.resolve("own"));
    List<String> chown = new ArrayList<>(List.of("chown", "-R", user.user(), group.toString()));
    assertThat(new ProcessBuilder(chown).start().waitFor()).isZero();
    assertThat(own).isDirectory();
  }

  /** The processes of the one group that a build has below the group it was given. */
  private List<String> placed() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      try (Stream<Path> groups = Files.list(given.orElseThrow())) {
        for (Path group :
            groups.filter(g -> g.getFileName().toString().startsWith("build-")).toList()) {
          Path procs = group.resolve(group.getFileName()).resolve("cgroup.procs");
          if (Files.exists(procs) && Files.readAllLines(procs).size() >= 3) {
            return Files.readAllLines(procs);
          }
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no group of a build appeared below " + given.orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "crun"})
  void buildsAreBelowItAndLeaveNothing(String runtime) throws Exception {
    TestUser user = TestUser.CI;
    user.prefix(runtime); // Skips the test where that user or runtime is missing.
    delegate(user);
    folder.giveTo(user);
    List<String> line = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", DELEGATED, "_"));
    line.add("/sys/fs/cgroup/" + given.orElseThrow().getFileName() + "/own");
    line.add(user.user());
    line.addAll(
        JavaProgram.commandLine(
            List.of(),
            "dev.ocispec.cli.Main",
            List.of(
                "sandbox",
                "run",
                "--runtime",
                runtime,
                "--builds",
                folder.path().resolve("builds").toString(),
                "--shell",
                Needs.busybox().toString(),
                "--",
                "/bin/sh",
                "-c",
                "sleep 3 & wait")));
    CompletableFuture<JavaProgram.Result> run =
        CompletableFuture.supplyAsync(() -> JavaProgram.run(line, 120));

    List<String> processes = placed();
    JavaProgram.Result result = run.get(120, TimeUnit.SECONDS);

    // The first process, the shell and what it started.
    assertThat(processes).hasSize(3);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("\"status\":\"succeeded\"", "\"userMillis\":", "\"processes\":3,")
        .containsPattern("\"maxMemoryBytes\":[1-9]");
    try (Stream<Path> left = Files.list(given.orElseThrow())) {
      assertThat(left.filter(Files::isDirectory)).containsExactly(given.get().resolve("own"));
    }
  }
}
