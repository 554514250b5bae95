package dev.ocispec.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.schema.Release;
import dev.ocispec.validation.DocumentKind;
import dev.ocispec.validation.SchemaFolderException;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every entry of the ledger makes a difference that both engines see. */
class DeviationDocumentsTest {
  private static final SchemaValidator OURS = SchemaValidator.ofLibrary();

  static Stream<Deviation> entries() {
    return Ledger.of(Release.NEWEST).stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void oursAndTheOfficialSchemaJudgeTheDocumentDifferently(Deviation entry, @TempDir Path folder)
      throws IOException {
    Map<String, JsonNode> ours = SchemaFolder.read(Path.of("schema"));
    Files.writeString(
        folder.resolve(entry.schema()),
        Ledger.official(ours, entry.schema(), Ledger.of(Release.NEWEST)).toString());
    assertDifferent(entry, SchemaValidator.of(folder));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void theRealOfficialFilesDifferInTheSameWay(Deviation entry) {
    Path folder = Shared.path("official-schema/v1.3.0");
    if (entry.official().has("$ref")) {
      // json-schema-validator forgives the missing slash; a strict loader does not.
      assertThat(NormalForm.of(SchemaFolder.read(folder), entry.schema()).at(entry.pointer()))
          .isEqualTo(entry.official());
    } else {
      assertDifferent(entry, SchemaValidator.of(folder));
    }
  }

  private static void assertDifferent(Deviation entry, SchemaValidator official) {
    JsonDocument document =
        JsonDocument.of(entry.document().toString().getBytes(StandardCharsets.UTF_8));
    DocumentKind kind =
        Arrays.stream(DocumentKind.values())
            .filter(k -> k.schemaFile().equals(entry.schema()))
            .findAny()
            .orElseThrow();
    boolean valid = Validator.standard().validate(document, kind).isValid();
    assertThat(OURS.validate(document, kind).isValid()).as("our engines agree").isEqualTo(valid);
    assertThat(verdict(official, document, kind)).isNotEqualTo(valid ? "valid" : "invalid");
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
