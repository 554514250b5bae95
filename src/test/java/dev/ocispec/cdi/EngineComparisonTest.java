package dev.ocispec.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What podman 4.3.1 wrote for {@code --user 1000:2000 --device vendor.com/gpu=second --device
 * vendor.com/gpu=first} with the same file; of its documents the members that devices change.
 */
@Tag("unit")
class EngineComparisonTest {
  private static final Path FACTS = Path.of("src/test/resources/cdi");

  @TempDir private Path folder;

  @Test
  void theConfigurationIsThatOfPodman() throws Exception {
    Files.copy(FACTS.resolve("vendor.json"), folder.resolve("vendor.json"));
    Spec without = Json.read(FACTS.resolve("podman-4.3.1-without.json"), Spec.class);

    Spec with =
        Cdi.load(folder)
            .onHost(CdiFolder::onHost)
            .inject(without, "vendor.com/gpu=second", "vendor.com/gpu=first");

    assertThat(JsonTrees.of(Json.unchecked().toBytes(with)))
        .isEqualTo(JsonTrees.of(Files.readAllBytes(FACTS.resolve("podman-4.3.1-with.json"))));
  }
}
