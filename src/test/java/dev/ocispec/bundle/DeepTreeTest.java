package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.DeepFolders;
import dev.ocispec.TestFolder;
import dev.ocispec.host.HostFacts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How deep a tree is, the build chooses; whoever reads it must not fall over that. */
@Tag("unit")
class DeepTreeTest {
  private static final int DEEP = 1990;
  private static final int DEEPER_THAN_PATHS = 5000;

  private final TestFolder folder = TestFolder.make();

  @AfterEach
  void remove() {
    folder.remove();
  }

  @Test
  void theDigestOfADeepTreeIsThatOfItsArchive() throws Exception {
    DeepFolders.make(folder.path(), DEEP);
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    text(archive, "nix-archive-1", "(", "type", "directory");
    for (int i = 0; i < DEEP; i++) {
      text(archive, "entry", "(", "name", DeepFolders.NAME, "node", "(", "type", "directory");
    }
    for (int i = 0; i < DEEP; i++) {
      text(archive, ")", ")");
    }
    text(archive, ")");

    assertThat(OutputDigest.of(folder.path()))
        .isEqualTo(
            "sha256:"
                + HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(archive.toByteArray())));
  }

  @Test
  void aNeedleAtTheBottomOfADeepTreeIsFound() throws Exception {
    DeepFolders.make(folder.path(), DEEP);
    Path bottom =
        folder.path().resolve(String.join("/", Collections.nCopies(DEEP, DeepFolders.NAME)));
    Files.writeString(bottom.resolve("f"), "a needle");

    assertThat(ReferenceScan.of(List.of("needle", "pin")).in(folder.path()))
        .containsExactly("needle");
  }

  @Test
  void whatIsDeeperThanAPathCanSayIsRefusedWithTheReason() throws Exception {
    DeepFolders.make(folder.path(), DEEPER_THAN_PATHS);

    assertThatThrownBy(() -> OutputDigest.of(folder.path()))
        .isInstanceOf(BundleAccessException.class)
        .hasMessageStartingWith("can't compute the digest of " + folder.path() + ": the path ")
        .hasMessageContaining("…/d/d/")
        .hasMessageMatching(".*/d/d/d has 409[67] bytes, and the host takes no more than 4095");
    assertThatThrownBy(() -> ReferenceScan.of(List.of("needle")).in(folder.path()))
        .isInstanceOf(BundleAccessException.class)
        .hasMessageStartingWith("can't search " + folder.path() + ": the path ")
        .hasMessageContaining(" bytes, and the host takes no more than 4095");
  }

  @Test
  void evenThatIsRemoved() throws Exception {
    Path top = Files.createDirectory(folder.path().resolve("top"));
    DeepFolders.make(top, DEEPER_THAN_PATHS);

    Bundle.remove(top, HostFacts.detect());

    assertThat(top).doesNotExist();
  }

  private static void text(ByteArrayOutputStream archive, String... texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      archive.writeBytes(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(bytes.length)
              .array());
      archive.writeBytes(bytes);
      archive.writeBytes(new byte[-bytes.length & 7]);
    }
  }
}
