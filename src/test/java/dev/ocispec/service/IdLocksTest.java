package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An id is one build's at a time, also among several processes. */
@Tag("unit")
class IdLocksTest {
  @TempDir Path folder;

  private long self() throws IOException {
    return Integer.toUnsignedLong((Integer) Files.getAttribute(folder, "unix:uid"));
  }

  @Test
  void anIdIsTakenOnceUntilItIsGivenBack() throws Exception {
    IdLocks locks = IdLocks.in(folder.resolve("ids"), self());
    List<IdLocks.Held> held = new ArrayList<>();

    assertThat(locks.user(4_294_967_294L, held)).isTrue();
    assertThat(locks.user(4_294_967_294L, held)).isFalse();
    assertThat(locks.user(4_294_967_293L, held)).as("another").isTrue();
    assertThat(locks.group(4_294_967_294L, held)).as("the group of that number").isTrue();
    held.forEach(IdLocks.Held::release);
    assertThat(locks.user(4_294_967_294L, held)).isTrue();

    held.forEach(IdLocks.Held::release);
    assertThat(folder.resolve("ids/users")).isEmptyFile();
    assertThat(folder.resolve("ids/groups")).isEmptyFile();
  }

  @Test
  void anIdOfAnotherProcessIsFreeOnceThatIsKilled() throws Exception {
    Path ids = folder.resolve("ids");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Taker.class.getName(),
                ids.toString(),
                Long.toString(self()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('1');
      IdLocks locks = IdLocks.in(ids, self());
      List<IdLocks.Held> held = new ArrayList<>();
      assertThat(locks.user(7, held)).isFalse();

      other.destroyForcibly();
      assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();

      assertThat(locks.user(7, held)).isTrue();
      held.forEach(IdLocks.Held::release);
    } finally {
      other.destroyForcibly();
    }
  }

  /** Takes an id and waits. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] args) throws Exception {
      List<IdLocks.Held> held = new ArrayList<>();
      boolean taken = IdLocks.in(Path.of(args[0]), Long.parseLong(args[1])).user(7, held);
      System.out.print(taken ? 1 : 0);
      System.out.flush();
      Thread.sleep(60_000);
    }
  }

  @Test
  void aFolderThatOthersCanEnterOrOwnIsNotUsed() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), open);

    for (Path wrong : List.of(open, link)) {
      assertThatThrownBy(() -> IdLocks.in(wrong, self()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("alone can enter; remove it");
    }
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> IdLocks.in(open, self() + 1))
        .hasMessage(
            open + " is not a folder that user " + (self() + 1) + " alone can enter; remove it");
  }
}
