package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.Shared;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.version.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * For every occurrence of every keyword in {@code schema/}, in every release, there are documents
 * that break just it and documents that just don't, and all engines judge all of them the same.
 */
@Tag("unit")
class EngineAgreementTest {
  /** More would not help whoever has to mend it. */
  private static final int SHOWN = 10;

  @ParameterizedTest
  @EnumSource
  void everyOccurrenceOfEveryKeywordIsBrokenOnceAndKeptOnce(Release release) {
    Set<String> all = new TreeSet<>();
    SchemaPlace.filesOf(release).forEach(file -> all.addAll(file.occurrences()));
    Set<String> unused = SchemaPlace.unusedDefinitions(release);
    all.removeIf(id -> unused.stream().anyMatch(definition -> id.startsWith(definition + "/")));
    Set<String> broken = new TreeSet<>();
    Set<String> kept = new TreeSet<>();
    for (KeywordCase each : cases(release)) {
      (each.valid() ? kept : broken).addAll(each.occurrences());
    }
    assertThat(all).hasSizeGreaterThan(500);
    assertThat(release == Release.NEWEST ? unused : Set.of()).isEmpty();
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
  void theGeneratedChecksFindExactlyWhatIsBroken(Release release) {
    Validator validator = Validator.standard().schemaOnly().forRelease(release);
    assertThat(
            wrong(
                cases(release),
                each -> {
                  Set<String> found = findings(validator.validate(document(each), each.kind()));
                  return found.equals(each.valid() ? Set.of() : Set.of(each.finding()));
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void jsonSchemaValidatorFindsTheSameAndNothingElsewhere(Release release) {
    SchemaValidator validator = SchemaValidator.ofRelease(release);
    assertThat(
            wrong(
                cases(release),
                each -> {
                  Set<String> found = findings(validator.validate(document(each), each.kind()));
                  return each.valid() ? found.isEmpty() : onlyThere(found, each.finding());
                }))
        .isEmpty();
  }

  /** A value of a wrong type breaks its list of values too; nothing else comes in pairs. */
  private static boolean onlyThere(Set<String> found, String expected) {
    Set<String> others = new TreeSet<>(found);
    return others.remove(expected)
        && (others.isEmpty()
            || others.equals(Set.of(expected.replaceFirst("schema-type", "schema-enum"))));
  }

  @ParameterizedTest
  @EnumSource
  void theOfficialFilesJudgeTheSameButForTheLedger(Release release) throws IOException {
    SchemaValidator validator =
        SchemaValidator.of(Shared.path("official-schema/v" + release.version()));
    List<JsonNode> ledger = ledger(release);
    List<KeywordCase> comparable =
        cases(release).stream().filter(e -> e.kind() != DocumentKind.PROCESS_STATE).toList();
    List<KeywordCase> compared =
        comparable.stream()
            .filter(each -> ledger.stream().noneMatch(e -> excuses(e, each)))
            .toList();
    assertThat(
            wrong(
                compared,
                each -> validator.validate(document(each), each.kind()).isValid() == each.valid()))
        .isEmpty();
    if (release == Release.NEWEST) {
      assertThat(compared)
          .as("the ledger excuses few")
          .hasSizeGreaterThan(comparable.size() * 19 / 20);
    }
  }

  /** The entries of the ledger that hold for {@code release}. */
  private static List<JsonNode> ledger(Release release) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String file : List.of("deviations.json", "deviations-1.0.json")) {
      for (JsonNode entry : JsonTrees.of(Files.readAllBytes(Path.of("schema", file)))) {
        if (entry
            .get("releases")
            .valueStream()
            .anyMatch(r -> r.asString().equals(release.version()))) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** Whether {@code entry} says that the official files differ at the place that matters. */
  private static boolean excuses(JsonNode entry, KeywordCase each) {
    String place = entry.get("pointer").asString() + "/";
    boolean onlyNull = entry.get("official").has("null");
    return entry.get("schema").asString().equals(each.kind().schemaFile())
        && (each.schemaPointer() + "/").startsWith(place)
        && (!onlyNull || each.value().isNull());
  }

  private static List<KeywordCase> cases(Release release) {
    List<KeywordCase> cases = new ArrayList<>();
    for (DocumentKind kind : DocumentKind.values()) {
      cases.addAll(KeywordCases.of(kind, release));
    }
    return cases;
  }

  private static List<KeywordCase> wrong(
      List<KeywordCase> cases, Function<KeywordCase, Boolean> right) {
    assertThat(cases).hasSizeGreaterThan(1000);
    return cases.stream().filter(each -> !right.apply(each)).limit(SHOWN).toList();
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
