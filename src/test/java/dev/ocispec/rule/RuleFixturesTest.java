package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class RuleFixturesTest {
  static Stream<Rule> rules() {
    return Rules.standard().stream();
  }

  static Stream<RuleFixture> passing() {
    return rules().flatMap(rule -> RuleFixture.passing(rule).stream());
  }

  static Stream<RuleFixture> failing() {
    return rules().flatMap(rule -> RuleFixture.failing(rule).stream());
  }

  static Stream<Path> bases() throws IOException {
    try (Stream<Path> files = Files.list(RuleFixture.FOLDER.resolve("base"))) {
      return files.toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasADocumentThatKeepsItAndOneThatBreaksIt(Rule rule) {
    assertThat(RuleFixture.passing(rule)).isNotEmpty();
    assertThat(RuleFixture.failing(rule)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("failing")
  void aDocumentThatBreaksARuleIsReportedAtItsLevelAndForNothingElse(RuleFixture fixture) {
    List<Finding> findings = fixture.findings();
    assertThat(findings)
        .filteredOn(finding -> finding.rule().equals(fixture.rule().id()))
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.level()).isEqualTo(fixture.rule().level());
              assertThat(finding.line()).isPresent();
            });
    Set<String> others = ids(findings);
    others.remove(fixture.rule().id());
    assertThat(fixture.implied()).as("%s", findings).containsAll(others);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aDocumentThatKeepsARuleIsNotReported(RuleFixture fixture) {
    assertThat(fixture.implied())
        .as("%s", fixture.findings())
        .doesNotContain(fixture.rule().id())
        .containsAll(ids(fixture.findings()));
  }

  @ParameterizedTest
  @MethodSource("bases")
  void theDocumentsThatOthersAreMadeFromHaveNoFindings(Path base) {
    assertThat(Validator.standard().validate(JsonDocument.of(base)).findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleSaysWhatItDemandsAndWhy(Rule rule) {
    assertThat(rule.summary()).isNotBlank().endsWith(".");
    assertThat(rule.reason())
        .isPresent()
        .hasValueSatisfying(text -> assertThat(text).endsWith("."));
    assertThat(rule.runtimes().orElse("none known.")).endsWith(".");
  }

  @Test
  void everyFolderBelongsToARule() throws IOException {
    Set<String> expected = rules().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    expected.add("base");
    try (Stream<Path> folders = Files.list(RuleFixture.FOLDER)) {
      assertThat(folders.map(folder -> folder.getFileName().toString())).isSubsetOf(expected);
    }
  }

  private static Set<String> ids(List<Finding> findings) {
    return findings.stream().map(Finding::rule).collect(Collectors.toCollection(TreeSet::new));
  }
}
