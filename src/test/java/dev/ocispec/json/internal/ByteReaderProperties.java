package dev.ocispec.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.DocumentSample;
import dev.ocispec.json.ByteEdit;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.testkit.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * There are two readers: one that is quick and takes only what has no fault, and one that knows
 * places. Where the first takes a text, the second takes it for the same document.
 */
@Tag("property")
class ByteReaderProperties {
  private static final String SEED = "20261125";

  @Provide
  Arbitrary<DocumentSample> decorated() {
    return DocumentSample.decorated();
  }

  @Provide
  Arbitrary<ByteEdit> edits() {
    return ByteEdit.edits();
  }

  @Property(seed = SEED)
  void aDocumentIsReadFromItsBytesHoweverItIsSpelled(
      @ForAll("decorated") DocumentSample sample, @ForAll long spelling) {
    byte[] text = Spelling.of(sample.json(), spelling).getBytes(StandardCharsets.UTF_8);

    Object quick = ByteReader.read(text, sample.kind().type(), JsonLimits.DEFAULT);

    assertThat(quick).isNotNull().isEqualTo(withPlaces(text, sample, JsonLimits.DEFAULT));
  }

  @Property(seed = SEED)
  void whatIsTakenOfChangedBytesTheOtherReaderTakesForTheSame(
      @ForAll("decorated") DocumentSample sample,
      @ForAll long spelling,
      @ForAll @Size(min = 1, max = 4) List<@From("edits") ByteEdit> edits) {
    byte[] text = Spelling.of(sample.json(), spelling).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = ByteEdit.applyAll(edits, text);
    check(bytes, sample, JsonLimits.DEFAULT);
  }

  @Property(seed = SEED)
  void whatIsTakenWithinNarrowLimitsTheOtherReaderTakesToo(
      @ForAll("decorated") DocumentSample sample,
      @ForAll @IntRange(min = 1, max = 2000) int bytes,
      @ForAll @IntRange(min = 1, max = 8) int depth,
      @ForAll @IntRange(min = 1, max = 30) int length,
      @ForAll @IntRange(min = 1, max = 200) int tokens) {
    byte[] text = sample.json().toString().getBytes(StandardCharsets.UTF_8);
    check(text, sample, new JsonLimits(bytes, depth, length, length, tokens, 9));
  }

  private static void check(byte[] bytes, DocumentSample sample, JsonLimits limits) {
    Object quick = ByteReader.read(bytes, sample.kind().type(), limits);
    if (quick != null) {
      assertThat(quick).isEqualTo(withPlaces(bytes, sample, limits));
    }
  }

  private static OciDocument withPlaces(byte[] bytes, DocumentSample sample, JsonLimits limits) {
    return DocumentParser.readWithPlaces(JsonText.of(bytes, limits), sample.kind().type(), limits);
  }
}
