package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.DocumentSample;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.testkit.InternalArbitraries;
import dev.ocispec.testkit.Spelling;
import dev.ocispec.version.Release;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The generated checks and json-schema-validator find the same in the same places. */
@Tag("property")
class EngineProperties {
  private static final String SEED = "20261125";

  /** Loading takes long, so it is done once. */
  private static final Map<Release, SchemaValidator> OF_RELEASE = new EnumMap<>(Release.class);

  /** A document with one change. */
  record Mutant(DocumentKind kind, InternalArbitraries.Mutant change) {}

  /** A document of a release. */
  record Declaring(DocumentKind kind, Release release, JsonValue json) {}

  @Provide
  Arbitrary<Declaring> declaring() {
    List<Arbitrary<Declaring>> all = new ArrayList<>();
    for (Release release : Release.values()) {
      for (DocumentKind kind : DocumentKind.values()) {
        if (SchemaPlace.filesOf(release).stream()
            .anyMatch(file -> file.file().equals(kind.schemaFile()))) {
          all.add(
              InternalArbitraries.documents(kind, release)
                  .map(json -> new Declaring(kind, release, json)));
        }
      }
    }
    return Arbitraries.oneOf(all).withoutEdgeCases();
  }

  @Provide
  Arbitrary<DocumentSample> valid() {
    return DocumentSample.valid();
  }

  @Provide
  Arbitrary<DocumentSample> decorated() {
    return DocumentSample.decorated();
  }

  @Provide
  Arbitrary<Mutant> mutants() {
    return DocumentSample.ofAllKinds(
        kind -> InternalArbitraries.mutants(kind).map(change -> new Mutant(kind, change)));
  }

  @Property(seed = SEED)
  void validDocumentsAreValidToBoth(@ForAll("valid") DocumentSample sample) {
    assertThat(generated(sample.json(), sample.kind())).isEmpty();
    assertThat(second(sample.json(), sample.kind())).isEmpty();
  }

  @Property(seed = SEED)
  void bothFindTheSameInMutatedDocuments(@ForAll("mutants") Mutant mutant) {
    JsonValue document = mutant.change().document();
    Set<String> found = generated(document, mutant.kind());
    assertThat(found).isEqualTo(second(document, mutant.kind()));
    if (mutant.change().harmless()) {
      assertThat(found).isEmpty();
    }
  }

  @Property(seed = SEED)
  void bothFindTheSameInDocumentsWithAllMixedIn(
      @ForAll("decorated") DocumentSample sample, @ForAll long choices) {
    JsonDocument text =
        JsonDocument.of(Spelling.of(sample.json(), choices).getBytes(StandardCharsets.UTF_8));
    Report first = Validator.standard().schemaOnly().validate(text, sample.kind());
    assertThat(schemaFindings(first)).isEqualTo(second(text, sample.kind()));
  }

  @Example
  void namesWithAnyCharacterAreFoundInTheSamePlace() {
    String names = "\"a~/b\\tc\":1,\"\\\"\\\\\":2,\"\\u0001\u2028\":3";
    JsonDocument text =
        JsonDocument.of(
            ("{\"ociVersion\":\"1.0.0\",\"annotations\":{" + names + "}}")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(second(text, DocumentKind.CONFIG))
        .isEqualTo(
            schemaFindings(Validator.standard().schemaOnly().validate(text, DocumentKind.CONFIG)))
        .contains("schema-type at /annotations/a~0~1b\tc")
        .hasSize(3);
  }

  @Property(seed = SEED)
  void aTypedValueIsJudgedLikeItsText(@ForAll("decorated") DocumentSample sample) {
    var value = sample.read();
    JsonDocument text = JsonDocument.of(Json.unchecked().toBytes(value));
    assertThat(schemaFindings(Validator.standard().schemaOnly().validate(value)))
        .isEqualTo(schemaFindings(Validator.standard().schemaOnly().validate(text, sample.kind())));
  }

  @Property(seed = SEED)
  void whatAReleaseAllowsIsValidToBothWhereItSaysThatItIsOfThatRelease(
      @ForAll("declaring") Declaring declaring) {
    JsonDocument text = document(declaring.json());
    Validator declared = Validator.standard().schemaOnly().byDeclaredVersion();
    assertThat(schemaFindings(declared.validate(text, declaring.kind()))).isEmpty();
    SchemaValidator second =
        OF_RELEASE.computeIfAbsent(declaring.release(), SchemaValidator::ofRelease);
    assertThat(schemaFindings(second.validate(text, declaring.kind()))).isEmpty();
  }

  private static Set<String> generated(JsonValue json, DocumentKind kind) {
    return schemaFindings(Validator.standard().schemaOnly().validate(document(json), kind));
  }

  private static Set<String> second(JsonValue json, DocumentKind kind) {
    return second(document(json), kind);
  }

  /** A value of a wrong type breaks its list of values too, which only this engine says. */
  private static Set<String> second(JsonDocument document, DocumentKind kind) {
    Set<String> findings = schemaFindings(Verdicts.LIBRARY.validate(document, kind));
    findings.removeIf(
        finding ->
            finding.startsWith("schema-enum")
                && findings.contains(finding.replaceFirst("schema-enum", "schema-type")));
    return findings;
  }

  private static JsonDocument document(JsonValue json) {
    return JsonDocument.of(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What the schema has against it, and where; other rules may have more to say. */
  private static Set<String> schemaFindings(Report report) {
    return report.findings().stream()
        .filter(finding -> finding.rule().startsWith("schema-"))
        .map(finding -> finding.rule() + " at " + finding.pointer())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
