package dev.ocispec.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class RootAccountTest {
  @TempDir Path rootfs;

  @BeforeEach
  void accounts() throws IOException {
    Files.createDirectories(rootfs.resolve("etc"));
    Files.writeString(
        rootfs.resolve("etc/passwd"),
        "root:x:0:0:root:/root:/bin/sh\na:x:7:8::/home/a:/bin/sh\nb:x:7:9::/home/b:\nc:x:10:10\n");
    Files.writeString(rootfs.resolve("etc/group"), "w:x:1:a,b\nx:x:2:b\ny:x:3:a\n");
  }

  @Test
  void aUserIsKnownByItsIdWithHomeAndGroups() {
    assertThat(RootAccount.withId(rootfs, 7))
        .hasValue(new RootAccount("a", 7, 8, "/home/a", List.of(1L, 3L)));
  }

  @Test
  void aUserNeedNotHaveAHome() {
    assertThat(RootAccount.withId(rootfs, 10))
        .hasValue(new RootAccount("c", 10, 10, "", List.of()));
  }

  @Test
  void anIdNeedNotBelongToAnyone() {
    assertThat(RootAccount.withId(rootfs, 1234)).isEmpty();
  }

  @Test
  void accountsOutsideTheRootFilesystemAreNotRead(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("passwd"), "x:x:99:99::/x:/bin/sh\n");
    Files.delete(rootfs.resolve("etc/passwd"));
    Files.createSymbolicLink(rootfs.resolve("etc/passwd"), elsewhere.resolve("passwd"));

    assertThat(RootAccount.withId(rootfs, 99)).isEmpty();
  }
}
