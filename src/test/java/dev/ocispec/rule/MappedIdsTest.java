package dev.ocispec.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.validation.Validator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class MappedIdsTest {
  private static boolean covers(String mappings, long id) {
    Rule rule =
        Rule.of(
            "covers",
            Level.INFO,
            (subject, reporter) -> {
              Node list = subject.at("linux", "uidMappings");
              if (MappedIds.of(list).covers(id)) {
                reporter.report(list, "covered");
              }
            });
    String document = "{\"ociVersion\": \"1.0.2\", \"linux\": {\"uidMappings\": " + mappings + "}}";
    List<Finding> findings =
        Validator.standard()
            .with(rule)
            .validate(JsonDocument.of(document.getBytes(UTF_8)), DocumentKind.CONFIG)
            .findings();
    return findings.stream().anyMatch(finding -> finding.rule().equals("covers"));
  }

  private static String mapping(String first, String size) {
    return "{\"containerID\": " + first + ", \"hostID\": 100000, \"size\": " + size + "}";
  }

  @ParameterizedTest
  @CsvSource({"0, true", "9, true", "10, false", "19, false", "20, true", "29, true", "30, false"})
  void anIdIsCoveredWhenItLiesInOneOfTheMappings(long id, boolean covered) {
    String apart = "[" + mapping("20", "10") + ", " + mapping("0", "10") + "]";
    assertThat(covers(apart, id)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({"4, false", "5, true", "8, true", "12, true", "14, true", "15, false"})
  void mappingsMayTouchAndOverlap(long id, boolean covered) {
    String mixed =
        String.join(
            ", ", mapping("10", "5"), mapping("5", "5"), mapping("6", "2"), mapping("5", "0"));
    assertThat(covers("[" + mixed + "]", id)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 18446744073709551615",
    "-1, 5",
    "0, -1",
    "9223372036854775807, 5",
    "0, 1.5",
    "\"x\", 5"
  })
  void whatCannotBeToldCountsAsCovered(String first, String size) {
    assertThat(covers("[" + mapping(first, size) + "]", 70_000)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "null"})
  void withoutMappingsNothingIsMissing(String mappings) {
    assertThat(covers(mappings, 70_000)).isTrue();
  }
}
