package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.fixtures.Corpus;
import dev.ocispec.fixtures.ExpectedVerdict;
import dev.ocispec.fixtures.FixtureCase;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The corpus has the documents of the rules, with the verdict that they get in their bundles. */
@Tag("unit")
class RuleCaseVerdictsTest {
  private static final Map<String, FixtureCase> CASES =
      Corpus.standard().cases().stream()
          .filter(fixture -> fixture.rule().isPresent())
          .collect(Collectors.toMap(FixtureCase::id, Function.identity()));

  private static List<RuleFixture> fixtures() {
    return Rules.standard().stream()
        .flatMap(
            rule ->
                Stream.concat(
                    RuleFixture.passing(rule).stream(), RuleFixture.failing(rule).stream()))
        .filter(fixture -> !fixture.file().toString().endsWith(".host.json"))
        .toList();
  }

  private static FixtureCase of(RuleFixture fixture) {
    String name = fixture.file().getFileName().toString().replace(".json", "");
    return CASES.get("rule." + fixture.rule().id() + "." + name);
  }

  @Test
  void everyDocumentOfARuleIsACaseByteForByte() throws IOException {
    for (RuleFixture fixture : fixtures()) {
      assertThat(of(fixture)).as("%s", fixture).isNotNull();
      assertThat(of(fixture).document())
          .as("%s", fixture)
          .isEqualTo(Files.readAllBytes(fixture.file()));
    }
    assertThat(CASES).hasSameSizeAs(fixtures());
  }

  @Test
  void theVerdictHoldsInTheBundleAndOnTheHostThatTheCaseNeeds() {
    List<String> wrong = new ArrayList<>();
    for (RuleFixture fixture : fixtures()) {
      ExpectedVerdict inPlace = verdict(fixture.findings());
      ExpectedVerdict expected = of(fixture).verdict();
      if (expected != ExpectedVerdict.UNSPECIFIED && expected != inPlace) {
        wrong.add(fixture + ": " + expected + ", but " + inPlace + " in place");
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static ExpectedVerdict verdict(List<Finding> findings) {
    if (findings.stream().anyMatch(finding -> finding.level() == Level.MUST)) {
      return ExpectedVerdict.REJECT;
    }
    return findings.stream().anyMatch(finding -> finding.level().isAtLeast(Level.SHOULD))
        ? ExpectedVerdict.WARN
        : ExpectedVerdict.ACCEPT;
  }
}
