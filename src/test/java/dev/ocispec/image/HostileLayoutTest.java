package dev.ocispec.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A layout that somebody else wrote leads nowhere else, and costs no more than its files. */
@Tag("unit")
class HostileLayoutTest {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIGURATION = LayoutFolder.configuration("{\"Cmd\": [\"x\"]}");

  @TempDir private Path folder;

  private void refuses(String... words) {
    assertThatThrownBy(() -> ImageConfiguration.read(folder, "a"))
        .isInstanceOf(ImageLayoutException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private LayoutFolder layout() {
    return new LayoutFolder(folder);
  }

  private void entry(String digest, String size) {
    layout()
        .entry(
            "a",
            "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %s}"
                .formatted(MANIFEST, digest, size));
  }

  @Test
  void linksInTheLayoutAreNotFollowed(@TempDir Path outside) throws IOException {
    Path blob = layout().image("a", CONFIGURATION).blob(LayoutFolder.digest(CONFIGURATION));
    Path moved = Files.move(blob, outside.resolve("configuration"));
    Files.createSymbolicLink(blob, moved);

    refuses(blob + ": expected a regular file, found a symbolic link, which is not followed");
  }

  @Test
  void linksInThePlaceOfFoldersAreNotFollowed(@TempDir Path outside) throws IOException {
    layout().image("a", CONFIGURATION);
    Path blobs = folder.resolve("blobs");
    Files.createSymbolicLink(blobs, Files.move(blobs, outside.resolve("blobs")));

    refuses(blobs + ": expected a folder, found a symbolic link");
  }

  @Test
  void aLinkInThePlaceOfTheIndexIsNotFollowed(@TempDir Path outside) throws IOException {
    layout().image("a", CONFIGURATION);
    Path index = folder.resolve("index.json");
    Files.createSymbolicLink(index, Files.move(index, outside.resolve("index.json")));

    refuses("index.json: expected a regular file, found a symbolic link");
  }

  @Test
  @Timeout(20)
  void aPipeIsNotWaitedFor() throws Exception {
    Path blob = layout().image("a", CONFIGURATION).blob(LayoutFolder.digest(CONFIGURATION));
    Files.delete(blob);
    Process mkfifo = new ProcessBuilder("mkfifo", blob.toString()).start();
    assumeThat(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0).isTrue();

    refuses("found a device, pipe or socket");
  }

  @Test
  void digestsOfOtherFormsAreRefused() {
    String hex = "0".repeat(64);
    for (String digest :
        new String[] {"", hex, "md5:" + hex, "sha256:" + hex + "0", "sha256:" + "G".repeat(64)}) {
      entry(digest, "2");
      refuses("index.json: expected a digest such as sha256:", digest);
    }
    entry("sha256:../../../../etc/passwd", "2");
    refuses("found sha256:../../../../etc/passwd");
  }

  @Test
  void sizesThatNoDocumentHasAreRefusedBeforeAnythingIsRead() {
    String digest = "sha256:" + "0".repeat(64);
    entry(digest, "-1");
    refuses("index.json: expected a size from 0 to 4194304 bytes for " + digest, "found -1");
    entry(digest, "4194305");
    refuses("found 4194305");
  }

  @Test
  void aBlobThatIsMissingIsNamed() throws IOException {
    Path blob = layout().image("a", CONFIGURATION).blob(LayoutFolder.digest(CONFIGURATION));
    Files.delete(blob);

    refuses(blob + ": expected a file that exists, found nothing");
  }

  @Test
  void contentInTheDescriptorStandsForABlobThatIsMissingAndIsCheckedToo() throws IOException {
    LayoutFolder layout = layout();
    String manifest = layout.manifest(CONFIGURATION);
    String data = Base64.getEncoder().encodeToString(manifest.getBytes(StandardCharsets.UTF_8));
    layout.entry("a", layout.descriptor(MANIFEST, manifest, ", \"data\": \"" + data + "\""));
    Files.delete(layout.blob(LayoutFolder.digest(manifest)));

    assertThat(ImageConfiguration.read(folder, "a").execution().cmd()).containsExactly("x");

    Path index = folder.resolve("index.json");
    Files.writeString(index, Files.readString(index).replace(data, "e30="));
    refuses("bytes as its descriptor says, found 2 bytes");
    Files.writeString(index, Files.readString(index).replace("e30=", "?"));
    refuses("index.json: expected Base64 in the data of sha256:");
  }

  @Test
  void aDocumentOfAnotherKindThanItsDescriptorSaysIsRefused() {
    LayoutFolder layout = layout();
    layout.entry("a", layout.descriptor(INDEX, layout.manifest(CONFIGURATION), ""));

    refuses("expected the media type that its descriptor says at /mediaType, " + INDEX);
  }

  @Test
  void aDocumentThatCouldBeTakenForTwoKindsIsRefused() {
    LayoutFolder layout = layout();
    String both =
        layout
            .manifest(CONFIGURATION)
            .replace("\"layers\": []", "\"layers\": [], \"manifests\": []");
    layout.entry("a", layout.descriptor(MANIFEST, both, ""));

    refuses("expected nothing at /manifests in a document of its kind");
  }

  @Test
  void oldVersionsOfManifestsAreRefused() {
    LayoutFolder layout = layout();
    String old =
        layout.manifest(CONFIGURATION).replace("\"schemaVersion\": 2", "\"schemaVersion\": 1");
    layout.entry("a", layout.descriptor(MANIFEST, old, ""));

    refuses("expected 2 at /schemaVersion, found 1");
  }

  @Test
  void anArtifactThatIsNoImageIsRefused() {
    LayoutFolder layout = layout();
    String chart =
        layout.manifest(CONFIGURATION).replace("vnd.oci.image.config", "vnd.cncf.helm.config");
    layout.entry("a", layout.descriptor(MANIFEST, chart, ""));

    refuses("expected an image's configuration at /config/mediaType", "vnd.cncf.helm.config");
  }

  @Test
  void indexesGoDownEightLevels() {
    LayoutFolder layout = layout();
    String inner = layout.descriptor(MANIFEST, layout.manifest(CONFIGURATION), "");
    for (int level = 0; level < 8; level++) {
      inner = index(layout, inner);
    }
    layout.entry("a", inner);
    assertThat(ImageConfiguration.read(folder, "a").execution().cmd()).containsExactly("x");

    layout().entry("a", index(layout, inner));
    refuses("expected indexes in at most 8 levels, found more");
  }

  @Test
  @Timeout(20)
  void anIndexThatIsListedManyTimesIsReadOnce() {
    LayoutFolder layout = layout();
    String inner = index(layout, layout.descriptor(MANIFEST, layout.manifest(CONFIGURATION), ""));
    for (int level = 0; level < 7; level++) {
      inner = index(layout, String.join(",", Collections.nCopies(50, inner)));
    }
    layout.entry("a", inner);

    assertThat(ImageConfiguration.read(folder, "a").execution().cmd()).containsExactly("x");
  }

  @Test
  void textOfTheLayoutSteersNoTerminal() {
    entry("\\u001b[31mred", "2");

    refuses("found \\u001b[31mred");
  }

  private static String index(LayoutFolder layout, String descriptors) {
    return layout.descriptor(
        INDEX, "{\"schemaVersion\": 2, \"manifests\": [%s]}".formatted(descriptors), "");
  }
}
