package dev.ocispec.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The groups of a user, looked up in a root filesystem. */
@Tag("unit")
class ImageGroupsTest {
  @TempDir Path root;

  @BeforeEach
  void accounts() throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\nw:x:1000:100::/:/bin/sh\n");
    Files.writeString(
        root.resolve("etc/group"), "root:x:0:root\nwheel:x:10:w,root\nw:x:1000:w\nusers:x:100:w\n");
  }

  @Test
  void aUserHasTheGroupsThatListItButNotTheOneOfItsOwnName() {
    assertThat(ImageGroups.of("w", root)).containsExactly(10L, 100L);
    assertThat(ImageGroups.of("root", root)).containsExactly(10L);
  }

  @Test
  void anIdIsLookedUpAsItsName() {
    assertThat(ImageGroups.of("1000", root)).containsExactly(10L, 100L);
  }

  @Test
  void aUserThatTheImageDoesNotKnowHasNoGroups() {
    assertThat(ImageGroups.of("nobody", root)).isEmpty();
    assertThat(ImageGroups.of("77", root)).isEmpty();
    assertThat(ImageGroups.of("w", root.resolve("absent"))).isEmpty();
  }
}
