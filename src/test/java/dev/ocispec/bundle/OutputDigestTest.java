package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class OutputDigestTest {
  @TempDir Path folder;

  @Test
  void anEmptyFolderHasTheDigestThatNixGivesIt() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(OutputDigest.of(empty))
        .isEqualTo(sri("pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo="));
  }

  @Test
  void anEmptyFileHasTheDigestThatNixGivesIt() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));

    assertThat(OutputDigest.of(empty))
        .isEqualTo(sri("d6xi4mKdjkX2JFicDIv5niSzpyI0m/Hnm8GGAIU04kY="));
  }

  @Test
  void contentsNamesTargetsAndExecutabilityCount() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    String before = OutputDigest.of(folder);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    String executable = OutputDigest.of(folder);
    Files.writeString(file, "Text");
    String changed = OutputDigest.of(folder);
    Files.move(file, folder.resolve("other"));
    String renamed = OutputDigest.of(folder);
    Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
    String linked = OutputDigest.of(folder);

    assertThat(Set.of(before, executable, changed, renamed, linked)).hasSize(5);
  }

  @Test
  void timesOwnersAndOtherPermissionsDoNot() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    String before = OutputDigest.of(folder);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));

    assertThat(OutputDigest.of(folder)).isEqualTo(before);
  }

  @Test
  void aPipeHasNoDigest() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> OutputDigest.of(folder))
        .isInstanceOf(BundleAccessException.class)
        .hasMessageContaining("not a file, a link or a folder");
  }

  private static String sri(String base64) {
    return "sha256:" + HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }
}
