package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of builds of root and of ordinary users, on each runtime. */
@Tag("runtime")
class LimitUserIT {
  private static final String SIZES =
      "ulimit -Hn; df -k /tmp /dev/shm | while read a b c; do echo $b; done;"
          + " echo '#!/bin/sh' > /dev/shm/x; echo 'echo ran' >> /dev/shm/x;"
          + " chmod +x /dev/shm/x; /dev/shm/x;";

  private TestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
    Needs.rootAndRunc();
  }

  @AfterEach
  void removeFolder() {
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  private JavaProgram.Result run(
      TestUser user, String runtime, List<String> limits, String script) {
    folder.giveTo(user);
    List<String> options = new ArrayList<>(limits);
    options.addAll(List.of("--", "/bin/sh", "-c", script));
    return SandboxCommand.run(user.prefix(runtime), runtime, folder.path(), options);
  }

  @ParameterizedTest
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void theyAreSeenInsideAndHeld(TestUser user, String runtime) {
    JavaProgram.Result result =
        run(
            user,
            runtime,
            List.of(
                "--open-files",
                "500",
                "--tmp-size",
                "8M",
                "--shm-size",
                "4M",
                "--shm-exec",
                "--disk",
                "2M"),
            SIZES + " head -c 3000000 /dev/zero > a || exit 3; sleep 30");

    assertThat(result.out() + result.err())
        .contains("500\n1K-blocks\n8192\n4096\nran\n", "\"reasonCode\":\"disk-full\"")
        .contains(
            user == TestUser.ROOT
                ? "its writable folders were full and held 20"
                : "its writable folders held 3");
    assertThat(result.code()).isEqualTo(1);
  }

  /**
   * Old control groups can't be handed to ordinary users: what nothing holds is said, and what a
   * limit on the user's processes refuses is counted by nobody.
   */
  @ParameterizedTest
  @CsvSource({"CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void whatNothingHoldsOrCountsIsSaid(TestUser user, String runtime) {
    JavaProgram.Result result =
        run(
            user,
            runtime,
            List.of("--memory", "64M", "--processes", "20"),
            "for i in $(seq 18); do sleep 1 & done; wait; exit 3");

    boolean hasOwnIds = user == TestUser.CI;
    assertThat(result.err())
        .contains(
            "so they are not enforced: memory" + (hasOwnIds ? "" : ", pids") + " [sandbox-limits]");
    assertThat(result.out())
        .contains("\"reasonCode\":\"exit\"", "\"exitCode\":3,", "\"processes\":20,")
        .contains(
            "\"reason\":\"the command exited with code 3"
                + (hasOwnIds
                    ? ": it may have been refused a process, since it was at the limit of 20"
                        + " processes and threads, set by SandboxLimits.processes (--processes)\""
                    : "\""));
    assertThat(result.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"CI, runc", "CI, crun"})
  void theProcessesOfAUserOfItsOwnAreLimited(TestUser user, String runtime) {
    JavaProgram.Result result =
        run(
            user,
            runtime,
            List.of("--processes", "20"),
            "for i in $(seq 22); do sleep 1 & done; wait");

    assertThat(result.out()).contains("can't fork", "\"exitCode\":2,");
  }
}
