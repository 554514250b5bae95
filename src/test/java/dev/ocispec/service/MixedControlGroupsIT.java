package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where control groups of both versions are in use, crun is refused with a remedy. */
@Tag("runtime")
class MixedControlGroupsIT {
  private static final Path CONTROLLERS = Path.of("/sys/fs/cgroup/unified/cgroup.controllers");

  private TestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
    Needs.root();
    Needs.runtime("crun");
  }

  @AfterEach
  void removeFolder() {
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ROOT", "CI"})
  void itSaysWhatToDo(TestUser user) throws IOException {
    Assumptions.assumeTrue(
        Files.exists(CONTROLLERS) && !Files.readString(CONTROLLERS).isBlank(),
        "control groups of only one version have controllers here");
    folder.giveTo(user);

    JavaProgram.Result result =
        SandboxCommand.run(
            user.prefix("runc"), // As for runc, which works here as it is.
            "crun",
            folder.path(),
            List.of("--", "/bin/sh", "-c", "exit 3"));

    assertThat(result.code()).isEqualTo(4);
    assertThat(result.out())
        .contains("\"status\":\"runtime-error\"", "\"reasonCode\":\"runtime\"")
        .contains(
            "/sys/fs/cgroup/unified/cgroup.controllers is not empty: use runc, boot the host");
  }
}
