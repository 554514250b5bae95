package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.Shared;
import dev.ocispec.report.Finding;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Good and bad configurations that were tried on real runtimes are read exactly or refused. */
@Tag("unit")
class RuntimeCasesTest {

  /** A configuration by its id in the fact table. */
  record Case(String id, byte[] json) {
    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Case> cases() throws IOException {
    return Files.readAllLines(Shared.path("facts/real-runtimes-cases.jsonl")).stream()
        .map(JsonTrees::of)
        .filter(line -> line.has("config_text") || line.has("config_hex"))
        .map(line -> new Case(line.get("id").asString(), config(line)));
  }

  private static byte[] config(JsonNode line) {
    return line.has("config_hex")
        ? HexFormat.of().parseHex(line.get("config_hex").asString())
        : line.get("config_text").asString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aConfigurationIsReadWithoutLossOrRefusedWithAPosition(Case given) {
    Spec read;
    try {
      read = Json.read(given.json(), Spec.class);
    } catch (UnreadableDocumentException refused) {
      assertThat(refused.findings()).isNotEmpty().allSatisfy(RuntimeCasesTest::hasAPosition);
      return;
    }
    assertThat(JsonTrees.of(Json.unchecked().toBytes(read))).isEqualTo(JsonTrees.of(given.json()));
  }

  private static void hasAPosition(Finding finding) {
    assertThat(finding.rule()).startsWith("json-");
    assertThat(finding.line()).isPresent();
    assertThat(finding.column()).isPresent();
    assertThat(finding.message()).isNotBlank().doesNotContain("\n");
  }
}
