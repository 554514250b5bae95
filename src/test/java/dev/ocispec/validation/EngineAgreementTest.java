package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * For every occurrence of every keyword in {@code schema/} there are documents that break just it
 * and documents that just don't, and both engines judge all of them the same.
 */
class EngineAgreementTest {
  @Test
  void everyOccurrenceOfEveryKeywordIsBrokenOnceAndKeptOnce() {
    Set<String> all = new TreeSet<>();
    SchemaPlace.files().forEach(file -> all.addAll(file.occurrences()));
    Set<String> broken = new TreeSet<>();
    Set<String> kept = new TreeSet<>();
    for (DocumentKind kind : DocumentKind.values()) {
      for (KeywordCase each : KeywordCases.of(kind)) {
        (each.valid() ? kept : broken).addAll(each.occurrences());
      }
    }
    assertThat(all).hasSizeGreaterThan(1000);
    assertThat(without(all, broken)).as("never broken").isEmpty();
    assertThat(without(all, kept)).as("never kept").isEmpty();
    assertThat(without(broken, all)).as("not in the files").isEmpty();
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  @ParameterizedTest
  @EnumSource
  void theGeneratedChecksFindExactlyWhatIsBroken(DocumentKind kind) {
    List<String> wrong = new ArrayList<>();
    for (KeywordCase each : KeywordCases.of(kind)) {
      Set<String> found = findings(Validator.standard().validate(document(each), kind));
      if (!found.equals(each.valid() ? Set.of() : Set.of(each.finding()))) {
        wrong.add(each + " gives " + found);
      }
    }
    assertThat(wrong.stream().limit(10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void jsonSchemaValidatorFindsTheSameAndNothingElsewhere(DocumentKind kind) {
    List<String> wrong = new ArrayList<>();
    for (KeywordCase each : KeywordCases.of(kind)) {
      Set<String> found = findings(Verdicts.LIBRARY.validate(document(each), kind));
      if (each.valid() ? !found.isEmpty() : !onlyThere(found, each.finding())) {
        wrong.add(each + " gives " + found);
      }
    }
    assertThat(wrong.stream().limit(10)).isEmpty();
  }

  /** A value of a wrong type breaks its list of values too; nothing else comes in pairs. */
  private static boolean onlyThere(Set<String> found, String expected) {
    Set<String> others = new TreeSet<>(found);
    return others.remove(expected)
        && (others.isEmpty()
            || others.equals(Set.of(expected.replaceFirst("schema-type", "schema-enum"))));
  }

  @ParameterizedTest
  @EnumSource(names = "PROCESS_STATE", mode = EnumSource.Mode.EXCLUDE)
  void theOfficialFilesJudgeTheSameButForTheLedger(DocumentKind kind) {
    SchemaValidator official = Verdicts.official();
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (KeywordCase each : KeywordCases.of(kind)) {
      if (isInLedger(each)) {
        continue;
      }
      compared++;
      if (official.validate(document(each), kind).isValid() != each.valid()) {
        wrong.add(each.toString());
      }
    }
    assertThat(wrong.stream().limit(10)).isEmpty();
    assertThat(compared).isPositive();
  }

  /** Whether the ledger says that the official files differ at the place that matters. */
  private static boolean isInLedger(KeywordCase each) {
    for (JsonNode entry : SchemaPlace.data("deviations.json")) {
      if (!entry.get("schema").asString().equals(each.kind().schemaFile())
          || entry.get("releases").valueStream().noneMatch(r -> r.asString().equals("1.3.0"))) {
        continue;
      }
      String place = entry.get("pointer").asString();
      boolean below = (each.schemaPointer() + "/").startsWith(place + "/");
      boolean onlyNull = entry.get("official").has("null");
      if (below && (!onlyNull || each.value().isNull())) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theLedgerExcusesFewCases() {
    long all = 0;
    long excused = 0;
    for (DocumentKind kind :
        List.of(DocumentKind.CONFIG, DocumentKind.STATE, DocumentKind.FEATURES)) {
      List<KeywordCase> cases = KeywordCases.of(kind);
      all += cases.size();
      excused += cases.stream().filter(EngineAgreementTest::isInLedger).count();
    }
    assertThat(excused).isLessThan(all / 20);
  }

  private static JsonDocument document(KeywordCase each) {
    return JsonDocument.of(each.document().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Set<String> findings(Report report) {
    return report.findings().stream()
        .filter(finding -> finding.rule().startsWith("schema-"))
        .map(finding -> finding.rule() + " at " + finding.pointer())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
