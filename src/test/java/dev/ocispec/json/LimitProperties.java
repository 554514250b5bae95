package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.ocispec.DocumentSample;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.testkit.Spelling;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/** A document within the limits is read, one beyond any of them is refused for that. */
@Tag("property")
class LimitProperties {
  private static final String SEED = "20261125";

  /** The most that reading allocates for each byte of text, beside a fixed amount. */
  private static final long ALLOCATION = 200;

  @Provide
  Arbitrary<DocumentSample> valid() {
    return DocumentSample.valid();
  }

  @Provide
  Arbitrary<ByteEdit> edits() {
    return ByteEdit.edits();
  }

  @Property(seed = SEED)
  void aLimitHoldsToTheLastUnit(@ForAll("valid") DocumentSample sample, @ForAll long spelling) {
    byte[] text = Spelling.of(sample.json(), spelling).getBytes(StandardCharsets.UTF_8);
    Extent extent = new Extent();
    extent.see(sample.json(), 0);
    JsonLimits usual = JsonLimits.DEFAULT;
    JsonLimits exact =
        new JsonLimits(
            text.length,
            extent.depth,
            extent.text,
            extent.number,
            usual.tokens(),
            usual.findings());
    assertThatNoException().isThrownBy(() -> Json.read(text, sample.kind().type(), exact));
    refused(sample, text, text.length - 1, extent.depth, extent.text, extent.number);
    refused(sample, text, text.length, extent.depth - 1, extent.text, extent.number);
    if (extent.text > extent.number + 4) {
      refused(sample, text, text.length, extent.depth, extent.text - 1, extent.number);
    }
    refused(sample, text, text.length, extent.depth, extent.text, extent.number - 1);
  }

  @Property(seed = SEED)
  void readingTakesMemoryInProportionToTheText(
      @ForAll("valid") DocumentSample sample,
      @ForAll @Size(min = 1, max = 4) List<@From("edits") ByteEdit> edits) {
    byte[] text = sample.json().toString().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = ByteEdit.applyAll(edits, text);
    allocated(sample, bytes); // the first time classes are loaded
    assertThat(allocated(sample, bytes)).isLessThan((1 << 20) + ALLOCATION * bytes.length);
  }

  private static long allocated(DocumentSample sample, byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Json.read(bytes, sample.kind().type());
    } catch (UnreadableDocumentException e) {
      assertThat(e.findings()).isNotEmpty();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** Checks that one of the limits is passed; one below 1 can't be asked for. */
  private static void refused(
      DocumentSample sample, byte[] json, int bytes, int depth, int text, int number) {
    if (depth < 1 || text < 1 || number < 1) {
      return;
    }
    JsonLimits limits = new JsonLimits(bytes, depth, text, number, 1_000_000, 9);
    UnreadableDocumentException refused =
        catchThrowableOfType(
            UnreadableDocumentException.class, () -> Json.read(json, sample.kind().type(), limits));
    assertThat(refused).as("%s", limits).isNotNull();
    assertThat(refused.isLimit()).as("%s", refused.getMessage()).isTrue();
  }

  /** How far a document goes in each respect that has a limit. */
  private static final class Extent {
    private int depth = 1;
    private int text = 1;
    private int number = 1;

    void see(JsonValue value, int above) {
      value.asText().ifPresent(t -> text = Math.max(text, t.length()));
      value
          .asNumber()
          .ifPresent(n -> number = Math.max(number, n.replaceAll("[^0-9]", "").length()));
      if (value.kind() == JsonValue.Kind.LIST || value.kind() == JsonValue.Kind.OBJECT) {
        depth = Math.max(depth, above + 1);
      }
      value.elements().forEach(element -> see(element, above + 1));
      value
          .members()
          .forEach(
              (name, member) -> {
                text = Math.max(text, name.length());
                see(member, above + 1);
              });
    }
  }
}
