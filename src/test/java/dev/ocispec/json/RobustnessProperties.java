package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ocispec.DocumentSample;
import dev.ocispec.JsonTrees;
import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.schema.internal.SchemaCheck;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.testkit.OciArbitraries;
import dev.ocispec.testkit.Spelling;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/** Whatever a document is turned into, reading it gives a value or one of our own exceptions. */
@Tag("property")
class RobustnessProperties {
  private static final String SEED = "20261125";
  private static final SchemaValidator SECOND = SchemaValidator.ofLibrary();

  @Provide
  Arbitrary<DocumentSample> decorated() {
    return DocumentSample.decorated();
  }

  @Provide
  Arbitrary<ByteEdit> edits() {
    return ByteEdit.edits();
  }

  @Provide
  Arbitrary<JsonValue> anyJson() {
    return OciArbitraries.anyJson();
  }

  @Property(seed = SEED)
  void changedBytesAreReadOrRefusedWithPlaces(
      @ForAll("decorated") DocumentSample sample,
      @ForAll long spelling,
      @ForAll @Size(min = 1, max = 4) List<@From("edits") ByteEdit> edits) {
    byte[] text = Spelling.of(sample.json(), spelling).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = ByteEdit.applyAll(edits, text);
    check(sample, bytes);
  }

  @Property(seed = SEED)
  void changedTreesAreReadAndWrittenAsTheyAreOrRefusedWithPlaces(
      @ForAll("decorated") DocumentSample sample,
      @ForAll @Size(min = 1, max = 4) List<@From("anyJson") JsonValue> values,
      @ForAll int choice) {
    JsonValue tree = sample.json();
    for (JsonValue value : values) {
      tree = Replacement.in(tree, choice, value);
    }
    check(sample, tree.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void check(DocumentSample sample, byte[] bytes) {
    assertThat(SECOND.validate(JsonDocument.of(bytes), sample.kind()).isValid())
        .isEqualTo(
            Validator.standard()
                .schemaOnly()
                .validate(JsonDocument.of(bytes), sample.kind())
                .isValid());
    OciDocument[] read = new OciDocument[1];
    Throwable thrown = catchThrowable(() -> read[0] = Json.read(bytes, sample.kind().type()));
    if (thrown instanceof UnreadableDocumentException refused) {
      assertThat(refused.findings())
          .isNotEmpty()
          .allSatisfy(finding -> assertThat(finding.line()).isPresent());
      return;
    }
    assertThat(thrown).isNull();
    assertThat(JsonTrees.of(Json.unchecked().toBytes(read[0]))).isEqualTo(JsonTrees.of(bytes));
    Throwable unwritten = catchThrowable(() -> Json.toBytes(read[0]));
    if (unwritten != null) {
      assertThat(unwritten).isExactlyInstanceOf(InvalidDocumentException.class);
    }
    // A member that is null counts as absent when a document is written.
    Walkable walkable = Walkable.of(read[0]);
    List<Finding> broken = SchemaCheck.ofTyped(walkable.schema(), walkable::accept);
    assertThat(unwritten != null).isEqualTo(!broken.isEmpty());
    assertThat(Validator.standard().schemaOnly().validate(read[0]).findings())
        .containsAll(broken)
        .allMatch(finding -> broken.contains(finding) || finding.message().endsWith("found null"));
  }
}
