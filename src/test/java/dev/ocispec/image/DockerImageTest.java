package dev.ocispec.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageManifest;
import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Docker's own form of images is read, and nothing of it is lost. */
@Tag("unit")
class DockerImageTest {
  private static final RealImage IMAGE = new RealImage("of-docker");

  @TempDir private Path folder;

  private static ImageConfiguration of(String configs) {
    return ImageConfiguration.of(
        Json.read(
            """
            {"architecture": "amd64", "os": "linux", %s,
             "rootfs": {"type": "layers", "diff_ids": []}}
            """
                .formatted(configs),
            Image.class));
  }

  /** The configuration is the same file in a layout and in an archive of {@code docker save}. */
  @Test
  void aConfigurationOfDockerIsWrittenBackAsItWas() throws IOException {
    ImageManifest manifest = IMAGE.manifest();
    Path file =
        RealImage.FOLDER
            .resolve("layout/blobs/sha256")
            .resolve(manifest.config().digest().substring("sha256:".length()));
    String text = Files.readString(file);

    assertThat(manifest.mediaType())
        .contains("application/vnd.docker.distribution.manifest.v2+json");
    assertThat(text).contains("\"container_config\"", "\"Healthcheck\"", "\"OnBuild\"");
    assertThat(Json.read(file, Image.class)).isEqualTo(IMAGE.configuration().document());
    assertThat(Json.read(Json.toString(IMAGE.configuration().document()), Image.class))
        .isEqualTo(Json.read(text, Image.class));
  }

  @Test
  void bothConfigurationsOfDockerAreRead() {
    ImageConfiguration image = IMAGE.configuration();

    assertThat(image.execution().entrypoint()).containsExactly("/bin/entry");
    assertThat(image.containerConfig().orElseThrow().volumes()).containsOnlyKeys("/data");
    assertThat(image.execution().at("/Healthcheck/Retries").asLong()).hasValue(3);
    assertThat(new RealImage("plain").configuration().containerConfig()).isEmpty();
  }

  @Test
  void theCommandOfABuildersStepIsNotRun() {
    ImageConfiguration image =
        of(
            """
            "config": null, "container_config": {"Env": ["A=b"],
              "Cmd": ["/bin/sh", "-c", "#(nop) ", "CMD [\\"sh\\"]"]}\
            """);

    assertThat(image.execution().cmd()).isEmpty();
    assertThat(image.execution().env()).containsExactly("A=b");
    assertThat(image.containerConfig().orElseThrow().cmd()).hasSize(4);
  }

  @Test
  void aContainerConfigOfAnotherFormIsNamed() {
    assertThatThrownBy(() -> of("\"container_config\": {\"Cmd\": 5}"))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("/container_config: unreadable document: ")
        .hasMessageContaining("/Cmd: expected a list, found a whole number");
  }

  @Test
  void aListOfManifestsOfDockerIsAnIndex() {
    LayoutFolder layout = new LayoutFolder(folder);
    String manifest =
        layout
            .manifest(LayoutFolder.configuration("{\"Cmd\": [\"x\"]}"))
            .replace("vnd.oci.image.manifest.v1", "vnd.docker.distribution.manifest.v2")
            .replace("vnd.oci.image.config.v1", "vnd.docker.container.image.v1");
    String listed =
        layout.descriptor("application/vnd.docker.distribution.manifest.v2+json", manifest, "");
    String list = "application/vnd.docker.distribution.manifest.list.v2+json";
    layout.entry(
        "latest",
        layout.descriptor(
            list,
            "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s]}"
                .formatted(list, listed),
            ""));

    assertThat(ImageConfiguration.read(folder, "latest").execution().cmd()).containsExactly("x");
  }

  @Test
  void theWholeNamesOfDockerTellImagesWithOneTagApart() {
    LayoutFolder layout = new LayoutFolder(folder);
    for (String name : new String[] {"one", "two"}) {
      String manifest =
          layout.manifest(LayoutFolder.configuration("{\"Cmd\": [\"%s\"]}".formatted(name)));
      layout.entry(
          "",
          layout.descriptor(
              "application/vnd.oci.image.manifest.v1+json",
              manifest,
              """
              , "annotations": {"org.opencontainers.image.ref.name": "latest",
                "io.containerd.image.name": "docker.io/library/%s:latest"}\
              """
                  .formatted(name)));
    }

    assertThat(ImageConfiguration.read(folder, "docker.io/library/two:latest").execution().cmd())
        .containsExactly("two");
    assertThatThrownBy(() -> ImageConfiguration.read(folder, "latest"))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessage(
            folder
                + ": several images are called latest: docker.io/library/one:latest,"
                + " docker.io/library/two:latest");
  }
}
