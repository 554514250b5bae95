package dev.ocispec.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.imagespec.ImagePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image's documents are found in a layout folder by name, digest and platform. */
@Tag("unit")
class ImageLayoutTest {
  private static final ImagePlatform AMD64 = platform("amd64");
  private static final ImagePlatform ARM64 = platform("arm64");

  @TempDir private Path folder;

  private static ImagePlatform platform(String architecture) {
    return ImagePlatform.builder().os("linux").architecture(architecture).build();
  }

  private static String entrypoint(String program) {
    return LayoutFolder.configuration("{\"Entrypoint\": [\"%s\"]}".formatted(program));
  }

  private static String program(Path layout, String reference, ImagePlatform platform) {
    return ImageConfiguration.read(layout, reference, platform).execution().entrypoint().get(0);
  }

  @Test
  void anImageIsFoundByItsName() {
    Path layout =
        new LayoutFolder(folder).image("a", entrypoint("/a")).image("b", entrypoint("/b")).path();

    assertThat(ImageLayout.open(layout).references()).containsExactly("a", "b");
    assertThat(program(layout, "a", AMD64)).isEqualTo("/a");
    assertThat(program(layout, "b", AMD64)).isEqualTo("/b");
  }

  @Test
  void theOnlyImageNeedsNoName() {
    assertThat(program(new LayoutFolder(folder).image("", entrypoint("/a")).path(), "", AMD64))
        .isEqualTo("/a");
  }

  @Test
  void anImageIsFoundByItsDigest() {
    LayoutFolder layout = new LayoutFolder(folder).image("a", entrypoint("/a"));
    String digest = LayoutFolder.digest(layout.manifest(entrypoint("/a")));

    assertThat(program(layout.path(), "sha256:" + digest, AMD64)).isEqualTo("/a");
  }

  @Test
  void thePlatformDecidesWhereAnImageHasSeveralManifests() {
    Path layout =
        new LayoutFolder(folder)
            .images("a", entrypoint("/on-amd64"), entrypoint("/on-arm64"))
            .path();

    assertThat(program(layout, "a", AMD64)).isEqualTo("/on-amd64");
    assertThat(program(layout, "a", ARM64)).isEqualTo("/on-arm64");
  }

  @Test
  void anImageWithoutTheWantedPlatformTellsThoseThatItHas() {
    Path layout = new LayoutFolder(folder).images("a", entrypoint("/x"), entrypoint("/y")).path();

    assertThatThrownBy(() -> program(layout, "a", platform("s390x")))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining("a for linux/s390x")
        .hasMessageContaining("linux/amd64")
        .hasMessageContaining("linux/arm64/v8");
  }

  @Test
  void anUnknownNameTellsThoseThatThereAre() {
    Path layout = new LayoutFolder(folder).image("a", entrypoint("/a")).path();

    assertThatThrownBy(() -> program(layout, "b", AMD64))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("b")
        .hasMessageContaining("a");
  }

  @Test
  void severalImagesNeedAName() {
    Path layout =
        new LayoutFolder(folder).image("a", entrypoint("/a")).image("b", entrypoint("/b")).path();

    assertThatThrownBy(() -> program(layout, "", AMD64)).isInstanceOf(ImageNotFoundException.class);
  }

  @Test
  void changedContentIsRefused() throws IOException {
    String configuration = entrypoint("/a");
    LayoutFolder layout = new LayoutFolder(folder).image("a", configuration);
    Path blob = layout.blob(LayoutFolder.digest(configuration));
    Files.writeString(blob, configuration.replace("/a", "/b"));

    assertThatThrownBy(() -> program(layout.path(), "a", AMD64))
        .isInstanceOf(ImageLayoutException.class)
        .hasMessageContaining(blob.toString())
        .hasMessageContaining("digest");
  }

  @Test
  void contentOfAnotherLengthIsRefused() throws IOException {
    String configuration = entrypoint("/a");
    LayoutFolder layout = new LayoutFolder(folder).image("a", configuration);
    Files.writeString(layout.blob(LayoutFolder.digest(configuration)), configuration + " ");

    assertThatThrownBy(() -> program(layout.path(), "a", AMD64))
        .isInstanceOf(ImageLayoutException.class)
        .hasMessageContaining("bytes as its descriptor says");
  }

  @Test
  void aDigestNeverLeadsOutOfTheLayout() {
    Path layout =
        new LayoutFolder(folder)
            .entry(
                "a",
                """
                {"mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "digest": "sha256:../../../etc/passwd", "size": 3}\
                """)
            .path();

    assertThatThrownBy(() -> program(layout, "a", AMD64))
        .isInstanceOf(ImageLayoutException.class)
        .hasMessageContaining("../../../etc/passwd");
  }

  @Test
  void aFolderOfAnotherVersionOrWithoutMarkerIsNoLayout() throws IOException {
    LayoutFolder layout = new LayoutFolder(folder).image("a", entrypoint("/a"));
    layout.marker("{\"imageLayoutVersion\": \"2.0.0\"}");

    assertThatThrownBy(() -> ImageLayout.open(folder))
        .isInstanceOf(ImageLayoutException.class)
        .hasMessageContaining("2.0.0");
    Files.delete(folder.resolve("oci-layout"));
    assertThatThrownBy(() -> ImageLayout.open(folder))
        .isInstanceOf(ImageLayoutException.class)
        .hasMessageContaining("oci-layout");
  }

  @Test
  void whatDockerOnceSavedIsToldFromALayout() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), "[]");
    Path archive = Files.writeString(folder.resolve("saved.tar"), "");

    assertThatThrownBy(() -> ImageLayout.open(folder))
        .isInstanceOf(ImageLayoutException.class)
        .hasMessage(
            folder
                + ": expected an image layout, found what docker saved before version 25; make a"
                + " layout of the archive: skopeo copy docker-archive:SAVED.tar oci:LAYOUT");
    assertThatThrownBy(() -> ImageLayout.open(archive))
        .isInstanceOf(ImageLayoutException.class)
        .hasMessageContaining("skopeo copy oci-archive:" + archive + " oci:LAYOUT");
  }
}
