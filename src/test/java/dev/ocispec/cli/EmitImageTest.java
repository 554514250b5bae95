package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.cli.CommandLine.Result;
import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code emit} prints what engines write, and what becomes of an image. */
@Tag("unit")
class EmitImageTest {
  private static final String IMAGES = "src/test/resources/images/";
  private static final String LAYOUT = IMAGES + "layout";
  private static final String ROOTFS = IMAGES + "rootfs";

  private static List<String> engines() {
    return Presets.engines();
  }

  private static Spec emitted(String... options) {
    List<String> arguments = new ArrayList<>(List.of("emit"));
    arguments.addAll(List.of(options));
    Result result = CommandLine.run(arguments.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return Json.read(result.out(), Spec.class);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyEngineHasAPreset(String name) {
    String[] parts = name.split(":");

    assertThat(emitted("--preset", name)).isEqualTo(Presets.engine(parts[0], parts[1]).build());
  }

  @Test
  void anEngineMakesItsOwnOfAnImage() {
    Spec spec =
        emitted("--preset", "docker:28", "--image", LAYOUT + ":named-user", "--rootfs", ROOTFS);

    assertThat(spec)
        .isEqualTo(
            Presets.docker("28")
                .image(ImageConfiguration.read(Path.of(LAYOUT), "named-user"))
                .accounts(Path.of(ROOTFS))
                .build());
    assertThat(spec.process().orElseThrow().args())
        .containsExactly("/bin/server", "--log", "--port", "8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "empty"})
  void otherPresetsGetTheImagesOwnWords(String preset) {
    Spec spec = emitted("--preset", preset, "--image", LAYOUT + ":unknown-ids");
    ContainerProcess process = spec.process().orElseThrow();

    assertThat(process.args()).containsExactly("/bin/sh", "-c", "id");
    assertThat(process.env()).contains("PATH=/only");
    assertThat(process.user().orElseThrow().uid()).hasValue(2000);
    assertThat(spec.annotations())
        .containsEntry("org.opencontainers.image.stopSignal", "SIGRTMIN+3");
  }

  @Test
  void aRootlessContainerHasOnlyIdsThatItCanHave() {
    Spec spec =
        emitted(
            "--preset",
            "runc-rootless",
            "--uid",
            "7",
            "--gid",
            "8",
            "--image",
            LAYOUT + ":unknown-ids");

    assertThat(spec.process().orElseThrow().args()).containsExactly("/bin/sh", "-c", "id");
    assertThat(spec.process().orElseThrow().user().orElseThrow().uid()).hasValue(0);
  }

  @Test
  void anImageIsNamedByItsDigestToo() {
    String digest = "sha256:6d5c6a30d8c008cca8350aa86fbdd472a5af8d9c508ede6f229e5e1507e7930e";

    for (String separator : List.of(":", "@")) {
      assertThat(emitted("--image", LAYOUT + separator + digest).annotations())
          .containsEntry("org.opencontainers.image.created", "2026-01-02T03:04:05Z");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|--preset docker:1|--preset: expected one of runc, runc-rootless, empty, docker:20,",
        "2|--preset docker|--preset: expected one of runc, runc-rootless, empty, docker:20,",
        "2|--platform linux/arm64|--platform requires --image",
        "2|--rootfs x|--rootfs requires --image",
        "2|--image LAYOUT:plain --platform linux|--platform: expected OS/ARCH or OS/ARCH/VARIANT"
            + " like linux/arm64, found linux",
        "2|--image LAYOUT:nothing|LAYOUT: there is no image nothing; there are plain, named-user,",
        "2|--image LAYOUT|LAYOUT: expected the name or digest of one of the images, found none;"
            + " there are plain, named-user,",
        "2|--image LAYOUT:plain --platform linux/s390x|LAYOUT: there is no image plain for"
            + " linux/s390x; there are linux/amd64",
        "2|--image LAYOUT:named-user|config.User \"ann\": the user is a name, and no root"
            + " filesystem to look it up is given; --rootfs DIR names the image's unpacked root"
            + " filesystem",
        "1|--image LAYOUT:named-user --rootfs LAYOUT|config.User \"ann\": there is no such user in"
            + " /etc/passwd",
        "3|--image nowhere:latest|nowhere: expected a folder with an image layout, found nothing",
        "3|--image pom.xml|pom.xml: expected a folder with an image layout, found no folder",
        "3|--image src:x|src/oci-layout: expected a file that exists, found nothing",
      })
  void whatCannotBeDoneIsToldInOneLine(int code, String options, String message) {
    Result result = CommandLine.run(("emit " + options.replace("LAYOUT", LAYOUT)).split(" "));

    assertThat(result.err()).startsWith("ocispec: " + message.replace("LAYOUT", LAYOUT));
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(code);
  }
}
