package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.RealDocument;
import dev.ocispec.Shared;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated checks and json-schema-validator over the own files say the same. */
@Tag("unit")
class VerdictsTest {
  static Stream<RealDocument> documents() {
    return RealDocument.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void bothEnginesFindTheSameAtTheSamePlaces(RealDocument document) {
    JsonDocument json = JsonDocument.of(document.bytes());
    assertThat(Verdicts.places(Validator.standard().schemaOnly().validate(json, document.kind())))
        .isEqualTo(Verdicts.places(Verdicts.LIBRARY.validate(json, document.kind())));
  }

  @Test
  void realDocumentsAreNotAllValid() {
    List<RealDocument> refused =
        documents()
            .filter(
                document ->
                    !Validator.standard()
                        .schemaOnly()
                        .validate(JsonDocument.of(document.bytes()), document.kind())
                        .isValid())
            .toList();
    assertThat(refused)
        .as("without any of them the comparison of verdicts would say little")
        .hasSizeGreaterThan(5);
  }

  /** A test document of the official repository. */
  record Sample(Path file, DocumentKind kind, boolean good) {
    @Override
    public String toString() {
      return kind.text() + "/" + (good ? "good/" : "bad/") + file.getFileName();
    }
  }

  static Stream<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (DocumentKind kind :
        List.of(DocumentKind.CONFIG, DocumentKind.STATE, DocumentKind.FEATURES)) {
      Map.of("good", true, "bad", false)
          .forEach(
              (folder, good) ->
                  Shared.jsonFiles(Verdicts.OFFICIAL + "/test/" + kind.text() + "/" + folder)
                      .forEach(file -> samples.add(new Sample(file, kind, good))));
    }
    return samples.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyOfficialTestDocumentIsJudgedRightlyByBothEngines(Sample sample) {
    JsonDocument json = JsonDocument.of(sample.file());
    Report generated = Validator.standard().schemaOnly().validate(json, sample.kind());
    assertThat(generated.isValid()).isEqualTo(sample.good());
    assertThat(Verdicts.places(generated))
        .isEqualTo(Verdicts.places(Verdicts.LIBRARY.validate(json, sample.kind())));
    assertThat(Verdicts.official().validate(json, sample.kind()).isValid())
        .isEqualTo(sample.good());
  }

  static Stream<Sample> readableSamples() {
    return samples().filter(sample -> JsonDocument.of(sample.file()).jsonFindings().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("readableSamples")
  void theKindOfEveryOfficialTestDocumentIsTold(Sample sample) {
    assertThat(DocumentKind.detect(JsonDocument.of(sample.file()))).isEqualTo(sample.kind());
  }
}
