package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said of three containers such as engines make, and of what changed in each. Run with
 * {@code -Docispec.golden.write=true} to rewrite the files, then read the difference.
 */
@Tag("unit")
class ExplainGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/explain");

  private static Spec read(String name) {
    return Json.read(FOLDER.resolve(name + ".json"), Spec.class);
  }

  private static void compare(String name, String text) throws IOException {
    Path golden = FOLDER.resolve(name);
    if (Boolean.getBoolean("ocispec.golden.write")) {
      Files.writeString(golden, text);
    }
    assertThat(text).as(name).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "podman", "kubernetes"})
  void theExplanationReadsAsWritten(String name) throws IOException {
    Explanation explanation = Explanation.of(read(name));

    compare(name + ".explain.txt", explanation.toText());
    compare(name + ".explain.html", explanation.toHtml(name + ".json"));
  }

  @ParameterizedTest
  @CsvSource({"docker, docker-opened", "podman, podman-opened", "kubernetes, kubernetes-closed"})
  void theDifferenceReadsAsWritten(String before, String after) throws IOException {
    Difference difference = Difference.between(read(before), read(after));

    compare(after + ".diff.txt", difference.toText());
    compare(after + ".diff.html", difference.toHtml(before + ".json", after + ".json"));
  }
}
