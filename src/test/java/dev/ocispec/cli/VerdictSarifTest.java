package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ocispec.JsonTrees;
import dev.ocispec.rule.Rule;
import dev.ocispec.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code validate --format sarif}. */
@Tag("unit")
class VerdictSarifTest {
  private static final Path RULES = Path.of("src/test/resources/rules");
  private static final Schema SARIF = schema();

  @TempDir Path folder;

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(
              Files.readString(Path.of("src/test/resources/sarif/sarif-2.1.0-rtm.5.json")),
              InputFormat.JSON);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("validate", "--format", "sarif"));
    all.addAll(List.of(arguments));
    String sarif = CommandLine.run(all.toArray(String[]::new)).out();
    assertThat(SARIF.validate(sarif, InputFormat.JSON)).isEmpty();
    return JsonTrees.of(sarif).at("/runs/0");
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  @Test
  void theSchemaThatTheOutputIsCheckedAgainstRefusesWhatIsWrong() {
    assertThat(SARIF.validate("{\"version\":\"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void allThatRulesFindInTheirFixturesIsSarif() throws IOException {
    List<String> failing = new ArrayList<>(List.of("--min-level", "info"));
    try (Stream<Path> files = Files.walk(RULES)) {
      files
          .filter(file -> file.getFileName().toString().startsWith("fail"))
          .map(Path::toString)
          .sorted()
          .forEach(failing::add);
    }

    JsonNode run = run(failing.toArray(String[]::new));

    assertThat(run.path("results").size()).isGreaterThan(10);
    for (JsonNode result : run.path("results")) {
      JsonNode rule = run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt());
      assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
    }
  }

  @Test
  void rulesHaveHelpWithWhatTheyDemandAndWhy() throws IOException {
    JsonNode run = run(file("config.json", "{\"ociVersion\":\"1.0.2\"}"));
    Rule expected = Rules.standard().get("root-required").orElseThrow();

    JsonNode rule = null;
    for (JsonNode each : run.at("/tool/driver/rules")) {
      rule = each.path("id").asString("").equals(expected.id()) ? each : rule;
    }
    assertThat(rule).isNotNull();
    assertThat(rule.at("/shortDescription/text").asString("")).isEqualTo(expected.summary());
    assertThat(rule.at("/help/text").asString(""))
        .contains(expected.summary(), expected.reason().orElseThrow(), "config.md#configRoot");
    assertThat(rule.at("/defaultConfiguration/level").asString("")).isEqualTo("error");
    assertThat(run.at("/tool/driver/name").asString("")).isEqualTo("ocispec");
  }

  @Test
  void levelsAndPlacesAreThoseOfTheFindings() throws IOException {
    JsonNode results =
        run(
                "--checks",
                "rules",
                "--disable",
                "root-required",
                "--min-level",
                "info",
                "--level",
                "unknown-property-misspelt=runtime",
                file("config.json", "{\"ociVersion\":\"1.0.2\",\n \"x-a\":1,\n  \"mount\":1}"))
            .path("results");

    JsonNode info = byRule(results, "unknown-property");
    assertThat(info.path("level").asString("")).isEqualTo("note");
    assertThat(info.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(2);
    JsonNode runtime = byRule(results, "unknown-property-misspelt");
    assertThat(runtime.path("level").asString("")).isEqualTo("warning");
    assertThat(runtime.at("/properties/level").asString("")).isEqualTo("runtime");
    assertThat(runtime.at("/locations/0/physicalLocation/region/startColumn").asInt())
        .isEqualTo(11);
    assertThat(runtime.at("/locations/0/logicalLocations/0/fullyQualifiedName").asString(""))
        .isEqualTo("/mount");
    assertThat(runtime.at("/message/text").asString("")).endsWith("; did you mean `mounts`?");
  }

  private static JsonNode byRule(JsonNode results, String rule) {
    for (JsonNode result : results) {
      if (result.path("ruleId").asString("").equals(rule)) {
        return result;
      }
    }
    throw new AssertionError("no result of " + rule + " in " + results);
  }

  @Test
  void fingerprintsStayWhenLinesMoveAndDifferBetweenFindings() throws IOException {
    String file = "{\"ociVersion\":\"1.0.2\",%s\"hostname\":5,\"domainname\":5}";
    JsonNode before = run("--checks", "schema", file("a.json", file.formatted(""))).path("results");
    JsonNode after =
        run("--checks", "schema", file("b.json", file.formatted("\n\n\n "))).path("results");

    assertThat(before.size()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      assertThat(before.get(i).at("/locations/0/physicalLocation/region"))
          .isNotEqualTo(after.get(i).at("/locations/0/physicalLocation/region"));
      assertThat(before.get(i).path("partialFingerprints"))
          .isEqualTo(after.get(i).path("partialFingerprints"));
    }
    assertThat(before.get(0).path("partialFingerprints"))
        .isNotEqualTo(before.get(1).path("partialFingerprints"));
  }

  @Test
  void filesAreUriReferencesWithAllEncodedThatHasToBe() {
    String here = Path.of("").toAbsolutePath().toString();

    assertThat(SarifLocation.of("a b/ä#?%.json")).isEqualTo("a%20b/%C3%A4%23%3F%25.json");
    assertThat(SarifLocation.of("c:d.json")).isEqualTo("c%3Ad.json");
    assertThat(SarifLocation.of("./x/../y.json")).isEqualTo("y.json");
    assertThat(SarifLocation.of("../y.json")).isEqualTo("../y.json");
    assertThat(SarifLocation.of(here + "/z/config.json")).isEqualTo("z/config.json");
    assertThat(SarifLocation.of("/no such/config.json")).isEqualTo("file:///no%20such/config.json");
  }

  @Test
  void aFileThatCantBeReadIsANotification() throws IOException {
    JsonNode run = run(file("good.json", "{\"ociVersion\":\"1.0.2\"}"), folder + "/none.json");

    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean(true)).isFalse();
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asString(""))
        .isEqualTo("cannot read " + folder + "/none.json: no such file or folder");
  }

  @Test
  void nothingFoundIsSarifToo() throws IOException {
    JsonNode run = run("--checks", "schema", file("a.json", "{\"ociVersion\":\"1.0.2\"}"));

    assertThat(run.path("results")).isEmpty();
    assertThat(run.at("/tool/driver/rules")).isEmpty();
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean(false)).isTrue();
  }
}
