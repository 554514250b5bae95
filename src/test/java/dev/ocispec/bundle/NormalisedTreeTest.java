package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.host.internal.HostCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the same of each tree once it is normalised, and what stays. */
@Tag("unit")
class NormalisedTreeTest {
  @TempDir Path folder;
  private Path top;
  private Path outside;

  @BeforeEach
  void makeTree() throws IOException {
    top = Files.createDirectories(folder.resolve("-o/ü/d")).getParent().getParent();
    outside = Files.writeString(folder.resolve("outside"), "text");
    mode(outside, "rw-------");
    Files.createSymbolicLink(top.resolve("link"), outside);
    mode(Files.writeString(top.resolve("ü/program"), "text"), "rwx--x---");
    mode(Files.writeString(top.resolve("data"), "text"), "rw-rw-rwx");
    mode(top.resolve("ü/d"), "rwxrwxrwx");
    HostCommand.run(List.of("mkfifo", "-m", "0600", top.resolve("pipe").toString()));
    HostCommand.run(List.of("chmod", "03777", top.resolve("ü").toString()));
  }

  @Test
  void modesDependOnKindAndOnWhetherTheOwnerMayExecute() throws IOException {
    NormalisedTree.modes(top);

    assertThat(modeOf(top)).isEqualTo(040755);
    assertThat(modeOf(top.resolve("ü"))).isEqualTo(040755);
    assertThat(modeOf(top.resolve("ü/d"))).isEqualTo(040755);
    assertThat(modeOf(top.resolve("ü/program"))).isEqualTo(0100755);
    assertThat(modeOf(top.resolve("data"))).isEqualTo(0100644);
    assertThat(modeOf(top.resolve("pipe"))).isEqualTo(010644);
    assertThat(modeOf(outside)).as("what a link leads to").isEqualTo(0100600);
  }

  @Test
  void timesAreTheMomentsAlsoThoseOfLinksAndPipes() throws IOException {
    FileTime before = time(outside);

    NormalisedTree.times(top, 1_700_000_000);

    for (String path : List.of("", "link", "data", "pipe", "ü", "ü/d", "ü/program")) {
      assertThat(time(top.resolve(path)).toInstant().toString())
          .as(path)
          .isEqualTo("2023-11-14T22:13:20Z");
    }
    assertThat(time(outside)).as("what a link leads to").isEqualTo(before);
  }

  @Test
  void theFirstAndTheLastMomentCanBeStored() throws IOException {
    for (long epoch : List.of(0L, 0xFFFF_FFFFL)) {
      NormalisedTree.times(top, epoch);
      assertThat(time(top.resolve("link")).toInstant().getEpochSecond()).isEqualTo(epoch);
    }
  }

  @Test
  void attributesOfUsersAreGone() throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(top.resolve("data"), UserDefinedFileAttributeView.class);
    view.write("note", ByteBuffer.wrap(new byte[] {1}));

    NormalisedTree.modes(top);

    assertThat(view.list()).isEmpty();
  }

  @Test
  void aSingleFileOrLinkIsATree() throws IOException {
    NormalisedTree.modes(top.resolve("link"));
    NormalisedTree.times(top.resolve("link"), 1);
    NormalisedTree.modes(top.resolve("data"));

    assertThat(time(top.resolve("link")).toMillis()).isEqualTo(1000);
    assertThat(modeOf(top.resolve("data"))).isEqualTo(0100644);
    assertThat(modeOf(outside)).isEqualTo(0100600);
  }

  @Test
  void aRelativePathIsRefusedSinceFindCouldTakeItForAnOption() {
    assertThatThrownBy(() -> NormalisedTree.times(Path.of("-delete"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected an absolute path, found -delete");
  }

  private static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static int modeOf(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }

  private static FileTime time(Path path) throws IOException {
    return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
  }
}
