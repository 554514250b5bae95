package dev.ocispec.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ocispec.Shared;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.validation.SchemaFolderException;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.version.internal.ReleaseTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every entry of the ledger makes a difference that both engines see. */
@Tag("unit")
class DeviationDocumentsTest {
  private static final Map<Release, SchemaValidator> OURS = new EnumMap<>(Release.class);

  static Stream<Arguments> entries() {
    return Stream.of(Release.values())
        .flatMap(release -> Ledger.of(release).stream().map(entry -> arguments(release, entry)));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void oursAndTheOfficialSchemaJudgeTheDocumentDifferently(
      Release release, Deviation entry, @TempDir Path folder) throws IOException {
    Map<String, JsonNode> ours = SchemaFolder.ofLibrary(release);
    // The broken reference would make the whole schema unusable for the other entries.
    List<Deviation> usable =
        Ledger.of(release).stream()
            .filter(e -> e.equals(entry) || !e.official().has("$ref"))
            .toList();
    Files.writeString(
        folder.resolve(entry.schema()), Ledger.official(ours, entry.schema(), usable).toString());
    assertDifferent(release, entry, SchemaValidator.of(folder));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void theRealOfficialFilesDifferInTheSameWay(Release release, Deviation entry) {
    Path folder = Shared.path("official-schema/v" + release.version());
    if (entry.official().has("$ref")) {
      // json-schema-validator forgives the missing slash; a strict loader does not.
      assertThat(NormalForm.of(SchemaFolder.read(folder), entry.schema()).at(entry.pointer()))
          .isEqualTo(entry.official());
    } else {
      assertDifferent(release, entry, SchemaValidator.of(folder));
    }
  }

  private static void assertDifferent(Release release, Deviation entry, SchemaValidator official) {
    JsonDocument document =
        JsonDocument.of(entry.document().toString().getBytes(StandardCharsets.UTF_8));
    DocumentKind kind =
        Arrays.stream(DocumentKind.values())
            .filter(k -> k.schemaFile().equals(entry.schema()))
            .findAny()
            .orElseThrow();
    SchemaValidator ours = OURS.computeIfAbsent(release, SchemaValidator::ofRelease);
    boolean valid =
        JudgedText.of(document).check(KindSchemas.of(kind).at(ReleaseTables.of(release))).isEmpty();
    assertThat(ours.validate(document, kind).isValid()).as("our engines agree").isEqualTo(valid);
    assertThat(verdict(official, document, kind))
        .isEqualTo(
            entry.official().has("$ref") ? "the schema is refused" : valid ? "invalid" : "valid");
  }

  private static String verdict(
      SchemaValidator validator, JsonDocument document, DocumentKind kind) {
    try {
      return validator.validate(document, kind).isValid() ? "valid" : "invalid";
    } catch (SchemaFolderException e) {
      return "the schema is refused";
    }
  }
}
