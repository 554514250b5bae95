package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Needs;
import dev.ocispec.host.internal.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As root; {@code OrdinaryUserTest} has the same as other users. */
@Tag("unit")
class TreeOwnerTest {
  @TempDir Path folder;

  private final TreeOwner owner = new TreeOwner(new CallerIds(0, 0, Optional.empty()));

  @BeforeEach
  void onlyRootCanGiveFilesAway() {
    Needs.root();
  }

  @Test
  void aFolderIsGivenWithAllThatIsInItButNotWhatALinkLeadsTo() throws IOException {
    Path outside = Files.createFile(folder.resolve("outside"));
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    Path inner = Files.createFile(scratch.resolve("file"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), outside);

    owner.give(List.of(scratch), 4_000_000_001L, 200_100);

    assertThat(List.of(uid(scratch), uid(inner), uid(link))).containsOnly(4_000_000_001L);
    assertThat(uid(outside)).isZero();
  }

  @Test
  void takingBackMakesEverythingReadableAndHarmless() throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    Path inner = Files.createDirectory(scratch.resolve("closed"));
    Path file = Files.createFile(inner.resolve("file"));
    owner.give(List.of(scratch), 200_000, 200_000);
    run("chmod", "6711", file.toString());
    run("chmod", "2000", inner.toString());

    owner.takeBack(scratch);

    assertThat(List.of(uid(scratch), uid(inner), uid(file))).containsOnly(0L);
    assertThat(mode(file)).isEqualTo(0711);
    assertThat(mode(inner)).isEqualTo(0500);
  }

  @Test
  void removalTakesTheLinkAndLeavesItsTarget() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createFile(outside.resolve("file"));
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    Files.createSymbolicLink(scratch.resolve("link"), outside);

    owner.remove(scratch);

    assertThat(scratch).doesNotExist();
    assertThat(outside.resolve("file")).exists();
  }

  @Test
  void aLinkInPlaceOfTheFolderIsRemovedAlone() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createFile(outside.resolve("file"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), outside);

    owner.remove(link);

    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(outside.resolve("file")).exists();
  }

  @Test
  void removalOfWhatIsNotThereIsNothing() {
    owner.remove(folder.resolve("absent"));
  }

  @Test
  void aFolderDeeperThanAnyPathIsRemoved() throws IOException {
    Path deep = Files.createDirectory(folder.resolve("deep"));
    String piece = "d/".repeat(1000);
    run(
        "sh",
        "-c",
        "cd $0 && for i in 1 2 3; do mkdir -p $1 && cd -P $1; done",
        deep.toString(),
        piece);

    owner.remove(deep);

    assertThat(deep).doesNotExist();
  }

  @Test
  void nothingIsRemovedWhileSomethingIsMountedInIt() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("with space"));
    Path point = Files.createDirectory(tree.resolve("point"));
    Path file = Files.createFile(tree.resolve("file"));
    run("mount", "-t", "tmpfs", "tmpfs", point.toString());
    try {
      assertThatThrownBy(() -> owner.remove(tree))
          .isInstanceOf(BundleAccessException.class)
          .hasMessageContaining("is mounted in it");
      assertThat(file).exists();
    } finally {
      run("umount", point.toString());
    }

    owner.remove(tree);

    assertThat(tree).doesNotExist();
  }

  private static long uid(Path path) throws IOException {
    return Integer.toUnsignedLong(
        (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
  }

  private static void run(String... command) {
    HostCommand.run(List.of(command));
  }
}
