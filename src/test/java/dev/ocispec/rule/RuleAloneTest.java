package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule without the schema and the other rules: all that it finds in its documents, in the
 * words of {@code rule-messages}. What a test runs is the code of one rule, so mutation tests have
 * few tests to run for a mutant.
 */
@Tag("unit")
class RuleAloneTest {
  private static final Validator RULES_ONLY = Validator.standard().rulesOnly();
  private static final Map<String, List<String>> MESSAGES =
      RuleMessagesTest.lines()
          .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf('/'))));

  static Stream<Rule> rules() {
    return Rules.standard().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsWhatTheMessagesSayAndNoMore(Rule rule) {
    assertThat(found(RuleFixture.passing(rule), rule)).isEmpty();
    assertThat(found(RuleFixture.failing(rule), rule))
        .containsExactlyInAnyOrderElementsOf(MESSAGES.getOrDefault(rule.id(), List.of()));
  }

  private static List<String> found(List<RuleFixture> fixtures, Rule rule) {
    Validator alone = RULES_ONLY.withRules(Rules.none().with(rule));
    return fixtures.stream()
        .flatMap(
            fixture ->
                fixture.findings(alone).stream()
                    .filter(finding -> finding.rule().equals(rule.id()))
                    .map(finding -> RuleMessagesTest.line(fixture, finding)))
        .toList();
  }
}
