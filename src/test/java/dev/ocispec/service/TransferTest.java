package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.DeepFolders;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.OutputDigest;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.FileKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What arrives on another file system is what was left. */
@Tag("unit")
class TransferTest {
  private static final HostFacts FACTS = HostFacts.detect();

  private final TestFolder folder = TestFolder.make();
  private final Path left = folder.path().resolve("left");
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectory(left);
    Path memory = Path.of("/dev/shm");
    Shared.require(
        Files.isWritable(memory)
            && !Files.getAttribute(memory, "unix:dev").equals(Files.getAttribute(left, "unix:dev")),
        "/dev/shm is no other file system");
    out = Files.createTempDirectory(memory, "ocispec-test");
  }

  @AfterEach
  void removeFolders() {
    Bundle.remove(out, FACTS);
    folder.remove();
  }

  @Test
  void hardLinksPipesLinksModesAndTimesAreKept() throws Exception {
    Path tree = Files.createDirectory(left.resolve("tree"));
    Path file = Files.writeString(tree.resolve("file"), "text");
    Files.createLink(tree.resolve("same"), file);
    Files.createLink(left.resolve("outside"), file);
    run("mkfifo", tree.resolve("pipe").toString());
    Files.createSymbolicLink(tree.resolve("link"), Path.of("/no/where"));
    Path shut = Files.createDirectory(tree.resolve("shut"));
    Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    Files.setLastModifiedTime(tree, FileTime.fromMillis(2_000));
    Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("r-xr-x---"));

    take("tree", "outside");

    Path there = out.resolve("build/tree");
    assertThat(there.resolve("file")).hasContent("text");
    assertThat(Files.isSameFile(there.resolve("file"), there.resolve("same"))).isTrue();
    assertThat(Files.isSameFile(there.resolve("file"), out.resolve("build/outside"))).isTrue();
    assertThat((int) Files.getAttribute(there.resolve("file"), "unix:nlink")).isEqualTo(3);
    assertThat(FileKind.of(there.resolve("pipe"))).isEqualTo(FileKind.PIPE);
    assertThat(Files.readSymbolicLink(there.resolve("link"))).isEqualTo(Path.of("/no/where"));
    assertThat(mode(there.resolve("shut"))).isEqualTo("r-xr-xr-x");
    assertThat(mode(there)).isEqualTo("r-xr-x---");
    assertThat(Files.getLastModifiedTime(there.resolve("file")).toMillis()).isEqualTo(1_000);
    assertThat(Files.getLastModifiedTime(there).toMillis()).isEqualTo(2_000);
    assertThat(names(out)).containsExactly("build");
  }

  @Test
  void aFileOfOneGibibyteThatIsEmptyTakesNoRoom() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(left.resolve("big").toFile(), "rw")) {
      file.setLength(1L << 30);
    }

    take("big");

    Path big = out.resolve("build/big");
    assertThat(big).hasSize(1L << 30);
    Process du = new ProcessBuilder("du", "-k", big.toString()).start();
    String used = new String(du.getInputStream().readAllBytes()).split("\\s")[0];
    assertThat(Long.parseLong(used)).isLessThan(64);
  }

  @Test
  void aDeepTreeArrives() throws Exception {
    DeepFolders.make(Files.createDirectory(left.resolve("deep")), 1900);
    String before = OutputDigest.of(left.resolve("deep"));

    take("deep");

    assertThat(OutputDigest.of(out.resolve("build/deep"))).isEqualTo(before);
  }

  @Test
  void aTreeThatCantBeCopiedStaysAsItWasAndNothingIsLeftOfTheCopy() throws Exception {
    Path deep = Files.createDirectory(left.resolve("deep"));
    Files.setPosixFilePermissions(deep, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.writeString(left.resolve("a"), "text");
    Path tooDeep = Files.createDirectory(left.resolve("too-deep"));
    DeepFolders.make(tooDeep, 2500);

    assertThatThrownBy(() -> take("a", "deep", "too-deep"))
        .isInstanceOf(OutputsNotMovedException.class)
        .hasMessageStartingWith("can't move the outputs to " + out + ": the command \"cp -a -- ")
        .hasMessageContaining("failed with exit code 1");
    assertThat(left.resolve("a")).hasContent("text");
    assertThat(mode(deep)).isEqualTo("r-xr-xr-x");
    assertThat(tooDeep.resolve("d/d/d")).isDirectory();
    assertThat(out).isEmptyDirectory();
  }

  private void take(String... names) {
    List<BuildOutput> outputs =
        Stream.of(names)
            .map(
                name ->
                    new BuildOutput(
                        "build/" + name,
                        Optional.of(left.resolve(name)),
                        List.of(),
                        Optional.empty()))
            .toList();
    new OutputDestination(out).take(outputs, folder.path().resolve("outgoing"), FACTS);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static void run(String... line) throws Exception {
    assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
  }
}
