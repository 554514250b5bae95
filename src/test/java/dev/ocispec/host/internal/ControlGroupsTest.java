package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ControlGroupsTest {
  private static final Path PIDS = Path.of("/sys/fs/cgroup/pids");

  private final String id = "t-left-" + ProcessHandle.current().pid();
  private final Path group =
      (Files.isDirectory(PIDS) ? PIDS : Path.of("/sys/fs/cgroup")).resolve(id);

  @BeforeEach
  void makeGroup() throws IOException {
    Shared.require(Files.isWritable(group.getParent()), "needs control groups that it may write");
    Files.createDirectory(group);
    Shared.require(Files.exists(group.resolve("cgroup.procs")), "needs control groups");
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    Files.deleteIfExists(group.resolve("inner"));
    Files.deleteIfExists(group);
  }

  @Test
  void aGroupInWhichNothingRunsIsRemovedWithThoseInIt() throws IOException {
    Files.createDirectory(group.resolve("inner"));

    ControlGroups.removeEmpty(id);

    assertThat(group).doesNotExist();
  }

  @Test
  void aGroupWhoseLastProcessIsAboutToEndIsWaitedFor() throws Exception {
    Process process = inGroup("0.5");

    ControlGroups.removeEmpty(id);

    assertThat(group).doesNotExist();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aPlainFolderInThePlaceOfAGroupIsRemovedWhateverItsFilesSay(@TempDir Path folder)
      throws IOException {
    Path plain = Files.createDirectory(folder.resolve(id));
    Files.writeString(plain.resolve("cgroup.procs"), "1\n");

    ControlGroups.removeEmpty(plain, System.nanoTime());

    assertThat(plain).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aGroupInUseStays() throws Exception {
    Process process = inGroup("100");
    try {
      ControlGroups.removeEmpty(id);

      assertThat(group).exists();
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
      ControlGroups.removeEmpty(id);
    }
  }

  private Process inGroup(String seconds) throws IOException {
    Process process = new ProcessBuilder("sleep", seconds).start();
    Files.writeString(group.resolve("cgroup.procs"), Long.toString(process.pid()));
    return process;
  }
}
