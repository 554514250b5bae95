package dev.ocispec.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.imagespec.ImagePlatform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of an image for several platforms the one is chosen that suits the wanted platform best. */
@Tag("unit")
class PlatformChoiceTest {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  @TempDir private Path folder;

  private LayoutFolder layout() {
    return new LayoutFolder(folder);
  }

  private static ImagePlatform platform(String text) {
    String[] parts = text.split("/");
    ImagePlatform.Builder platform = ImagePlatform.builder().os(parts[0]).architecture(parts[1]);
    if (parts.length > 2) {
      platform.variant(parts[2]);
    }
    return platform.build();
  }

  private static String configuration(String program) {
    return LayoutFolder.configuration("{\"Cmd\": [\"%s\"]}".formatted(program));
  }

  /** A manifest whose image runs {@code program}, for a platform in JSON. */
  private String manifest(String program, String platform) {
    LayoutFolder layout = layout();
    return layout.descriptor(
        MANIFEST,
        layout.manifest(configuration(program)),
        platform.isEmpty() ? "" : ", \"platform\": " + platform);
  }

  private String index(String... descriptors) {
    return layout()
        .descriptor(
            INDEX,
            "{\"schemaVersion\": 2, \"manifests\": [%s]}".formatted(String.join(",", descriptors)),
            "");
  }

  private static String json(String platform) {
    String[] parts = platform.split("/");
    return "{\"os\": \"%s\", \"architecture\": \"%s\"%s}"
        .formatted(
            parts[0], parts[1], parts.length > 2 ? ", \"variant\": \"" + parts[2] + "\"" : "");
  }

  private static String program(Path layout, ImagePlatform platform) {
    return ImageConfiguration.read(layout, "a", platform).execution().cmd().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "linux/arm/v7, linux/arm/v6",
    "linux/arm/v6, linux/arm/v6",
    "linux/arm, linux/arm/v6",
    "linux/arm/v8, linux/arm/v8",
    "linux/arm64, linux/arm64",
    "linux/arm64/v8, linux/arm64",
    "linux/arm64/v9, linux/arm64",
    "linux/aarch64, linux/arm64",
    "linux/amd64, linux/amd64",
    "linux/x86_64, linux/amd64",
    "linux/amd64/v2, linux/amd64",
    "linux/amd64/v4, linux/amd64/v3",
    "linux/riscv64, linux/riscv64",
  })
  void theNewestVariantThatTheProcessorHasIsChosen(String wanted, String chosen) {
    List<String> listed =
        List.of(
            "linux/arm/v6",
            "linux/arm/v8",
            "linux/arm64",
            "linux/amd64",
            "linux/amd64/v3",
            "linux/riscv64");
    Path layout =
        layout()
            .entry(
                "a", index(listed.stream().map(p -> manifest(p, json(p))).toArray(String[]::new)))
            .path();

    assertThat(program(layout, platform(wanted))).isEqualTo(chosen);
  }

  @Test
  void aProcessorThatIsTooOldHasNoImage() {
    Path layout = layout().entry("a", index(manifest("x", json("linux/arm/v7")))).path();

    assertThatThrownBy(() -> program(layout, platform("linux/arm/v6")))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessage(folder + ": there is no image a for linux/arm/v6; there are linux/arm/v7");
  }

  @Test
  void theSystemsBuildCountsButNotItsPatches() {
    String windows =
        "{\"os\": \"windows\", \"architecture\": \"amd64\", \"os.version\": \"10.0.%s\"}";
    Path layout =
        layout()
            .entry(
                "a",
                index(
                    manifest("2019", windows.formatted("17763.1")),
                    manifest("2022", windows.formatted("20348.1"))))
            .path();

    ImagePlatform patched =
        platform("windows/amd64").toBuilder().osVersion("10.0.20348.999").build();
    assertThat(program(layout, patched)).isEqualTo("2022");
    assertThat(program(layout, platform("windows/amd64"))).isEqualTo("2019");
    assertThatThrownBy(() -> program(layout, patched.toBuilder().osVersion("10.0.14393.1").build()))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining("windows/amd64 10.0.17763.1, windows/amd64 10.0.20348.1");
  }

  @Test
  void featuresThatTheSystemLacksRuleAnImageOut() {
    Path layout =
        layout()
            .entry(
                "a",
                index(
                    manifest(
                        "full",
                        "{\"os\": \"windows\", \"architecture\": \"amd64\","
                            + " \"os.features\": [\"win32k\"]}"),
                    manifest("nano", json("windows/amd64"))))
            .path();

    assertThat(program(layout, platform("windows/amd64"))).isEqualTo("nano");
    assertThat(program(layout, platform("windows/amd64").toBuilder().osFeatures("win32k").build()))
        .isEqualTo("full");
  }

  @Test
  void indexesInIndexesAreLookedInto() {
    Path layout =
        layout()
            .entry(
                "a",
                index(
                    index(manifest("amd64", json("linux/amd64"))),
                    index(manifest("arm64", json("linux/arm64")))))
            .path();

    assertThat(program(layout, platform("linux/arm64"))).isEqualTo("arm64");
  }

  @Test
  void aManifestIsFoundByItsDigestInAnIndexToo() {
    String manifest = manifest("inner", json("linux/s390x"));
    Path layout = layout().entry("a", index(manifest)).path();
    String digest = manifest.replaceAll(".*\"(sha256:[0-9a-f]+)\".*", "$1");

    assertThat(ImageConfiguration.read(layout, digest).execution().cmd()).containsExactly("inner");
  }

  @Test
  void whereAnEntryHasNoPlatformTheConfigurationHas() {
    Path layout = layout().entry("a", manifest("x", "")).path();

    assertThat(program(layout, platform("linux/amd64"))).isEqualTo("x");
    assertThatThrownBy(() -> program(layout, platform("linux/arm64")))
        .isInstanceOf(ImageNotFoundException.class)
        .hasMessageContaining("a for linux/arm64; there are linux/amd64");
    assertThat(ImageConfiguration.read(layout, "a").execution().cmd()).containsExactly("x");
  }

  @Test
  void entriesOfOtherKindsAndStatementsOfBuildersDoNotCount() {
    String artifact =
        layout().descriptor("application/vnd.example.thing.v1+json", "no JSON at all", "");
    String statement = manifest("none", json("unknown/unknown"));
    Path layout = layout().entry("a", index(artifact, statement, manifest("x", ""))).path();

    assertThat(ImageConfiguration.read(layout, "a").execution().cmd()).containsExactly("x");
  }

  @Test
  void entriesWithOneNameAreOneImage() {
    Path layout =
        layout()
            .entry("a", manifest("amd64", json("linux/amd64")))
            .entry("a", manifest("arm64", json("linux/arm64")))
            .path();
    assertThat(program(layout, platform("linux/arm64"))).isEqualTo("arm64");
    assertThat(program(layout, platform("linux/amd64"))).isEqualTo("amd64");
  }
}
