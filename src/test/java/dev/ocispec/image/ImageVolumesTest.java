package dev.ocispec.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An image's volumes become mounts that hide nothing that was there. */
@Tag("unit")
class ImageVolumesTest {
  private static final Spec BASE = Presets.runc();

  private static ImageConversion conversion(String... volumes) {
    String all = String.join("\": {}, \"", volumes);
    return ImageConfiguration.of(
            Json.read(
                LayoutFolder.configuration("{\"Volumes\": {\"%s\": {}}}".formatted(all)),
                Image.class))
        .conversion();
  }

  private static List<String> destinations(ConvertedImage converted) {
    return converted.spec().mounts().stream().map(Mount::destination).toList();
  }

  @Test
  void aVolumeIsATmpfs() {
    assertThat(conversion("/data").convert(BASE).spec().mounts())
        .hasSize(BASE.mounts().size() + 1)
        .last()
        .isEqualTo(
            Mount.builder()
                .destination("/data")
                .type("tmpfs")
                .source("tmpfs")
                .options("rw", "nosuid", "nodev", "mode=755")
                .build());
  }

  @Test
  void whatIsMountedThereStays() {
    assertThat(conversion("/proc", "//proc/", "/./sys").convert(BASE).spec().mounts())
        .isEqualTo(BASE.mounts());
  }

  @Test
  void nobodyNeedsToHaveVolumes() {
    assertThat(conversion("/data").volumes(false).convert(BASE).spec().mounts())
        .isEqualTo(BASE.mounts());
  }

  @Test
  void aFolderIsMountedBeforeWhatIsInIt() {
    Spec withFile =
        BASE.toBuilder()
            .addMount(
                mount -> mount.destination("/etc/hosts").type("none").source("/h").options("bind"))
            .build();

    assertThat(destinations(conversion("/a/b", "/etc", "/a").convert(withFile)))
        .endsWith("/etc", "/etc/hosts", "/a", "/a/b");
  }

  @Test
  void whatIsNoFolderOfItsOwnIsLeftOut() {
    ConvertedImage converted = conversion("here", "/", "/a/../proc").convert(BASE);

    assertThat(converted.spec().mounts()).isEqualTo(BASE.mounts());
    assertThat(converted.omitted())
        .containsExactly(
            "config.Volumes: \"/\" is the root filesystem itself",
            "config.Volumes: \"/a/../proc\" has .. in it",
            "config.Volumes: \"here\" is no absolute path");
  }
}
