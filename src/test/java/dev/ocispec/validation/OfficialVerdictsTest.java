package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.RealDocument;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The official files judge real documents as ours do, but where the ledger says otherwise. */
@Tag("unit")
class OfficialVerdictsTest {
  static Stream<RealDocument> documents() {
    return RealDocument.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theOfficialFilesSayTheSameButWhereTheLedgerSaysSo(RealDocument document) throws IOException {
    JsonDocument json = JsonDocument.of(document.bytes());
    Report ours = Validator.standard().schemaOnly().validate(json, document.kind());
    Report theirs = Verdicts.official().validate(json, document.kind());
    JsonNode tree = JsonTrees.of(document.bytes());
    LedgerPlaces ledger = new LedgerPlaces();
    assertThat(Stream.concat(onlyIn(ours, theirs), onlyIn(theirs, ours)))
        .allMatch(finding -> ledger.cover(document.kind(), finding.pointer(), tree));
  }

  @Test
  void theLedgerCoversNoMoreThanItsPlaces() throws IOException {
    LedgerPlaces ledger = new LedgerPlaces();
    JsonNode none = JsonTrees.of("{}");
    assertThat(ledger.cover(DocumentKind.STATE, "/status", none)).isTrue();
    assertThat(ledger.cover(DocumentKind.STATE, "/pid", none)).isFalse();
    assertThat(ledger.cover(DocumentKind.CONFIG, "/vm/hwConfig/irqs/0", none)).isTrue();
    assertThat(ledger.cover(DocumentKind.CONFIG, "/vm/hwConfig/vcpus", none)).isFalse();
    assertThat(ledger.cover(DocumentKind.FEATURES, "/hooks", JsonTrees.of("{\"hooks\":null}")))
        .isTrue();
    assertThat(ledger.cover(DocumentKind.FEATURES, "/hooks", JsonTrees.of("{\"hooks\":1}")))
        .isFalse();
  }

  private static Stream<Finding> onlyIn(Report report, Report other) {
    Set<String> known = Verdicts.places(other);
    return report.findings().stream().filter(finding -> !known.contains(Verdicts.place(finding)));
  }
}
