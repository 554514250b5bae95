package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every engine can be had by name. */
@Tag("unit")
class EngineCatalogueTest {
  /** Engines that {@code Presets} has a method for. */
  private static List<String> methods() {
    return Arrays.stream(Presets.class.getMethods())
        .filter(method -> method.getReturnType().equals(EnginePreset.class))
        .filter(method -> method.getParameterCount() == 1)
        .map(Method::getName)
        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private static List<String> listed() {
    return Presets.engines().stream().map(name -> name.split(":")[0]).distinct().sorted().toList();
  }

  @Test
  void everyEngineOfPresetsIsListed() {
    assertThat(listed()).containsExactlyElementsOf(methods());
  }

  @Test
  void everyTableIsListed() throws IOException {
    try (Stream<Path> tables = Files.list(Path.of("src/main/resources/dev/ocispec/preset"))) {
      assertThat(
              tables
                  .map(table -> table.getFileName().toString())
                  .filter(name -> name.matches("[a-z]+-[0-9.]+\\.json"))
                  .map(name -> name.replace(".json", "").replace("-", ":")))
          .isSubsetOf(Presets.engines());
    }
  }

  @Test
  void theNameGivesTheSameAsTheMethod() {
    assertThat(Presets.engine("docker", "28").build()).isEqualTo(Presets.docker("28").build());
  }

  @Test
  void aShorterVersionIsTheLastOneThatBeginsSo() {
    assertThat(Presets.containerd("2").build()).isEqualTo(Presets.containerd("2.1").build());
    assertThat(Presets.cri("2").build()).isEqualTo(Presets.cri("2.1").build());
    assertThat(Presets.podman("5").build()).isEqualTo(Presets.podman("5.8").build());
  }

  @Test
  void whatIsNotThereIsToldWithWhatIs() {
    assertThatThrownBy(() -> Presets.engine("rocket", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected one of " + String.join(", ", Presets.engines()) + ", found rocket");
    assertThatThrownBy(() -> Presets.engine("docker", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 1");
  }
}
