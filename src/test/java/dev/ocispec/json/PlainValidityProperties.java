package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.DocumentSample;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.schema.internal.SchemaCheck;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.internal.SchemaFindings;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.testkit.Fault;
import dev.ocispec.testkit.OciArbitraries;
import dev.ocispec.testkit.OciDomain;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/**
 * Values that say they are plainly valid are those that the schema's tables have nothing against.
 */
@Tag("property")
class PlainValidityProperties {
  private static final String SEED = "20261127";

  @Provide
  Arbitrary<DocumentSample> valid() {
    return DocumentSample.valid();
  }

  @Provide
  Arbitrary<DocumentSample> decorated() {
    return DocumentSample.decorated();
  }

  @Provide
  Arbitrary<JsonValue> anyJson() {
    return OciArbitraries.anyJson();
  }

  @Property(seed = SEED)
  void whatTheSchemaAllowsIsPlainlyValidUnlessSomethingIsNull(
      @ForAll("valid") DocumentSample sample) {
    Walkable value = Walkable.of(sample.read());

    assertThat(value.isPlainlyValid() || sample.json().toString().contains("null")).isTrue();
    checkFindings(value);
  }

  @Property(seed = SEED)
  void whatIsMixedInChangesNoFinding(@ForAll("decorated") DocumentSample sample) {
    checkFindings(Walkable.of(sample.read()));
  }

  @Property(seed = SEED)
  void changedTreesHaveTheFindingsOfTheTables(
      @ForAll("decorated") DocumentSample sample,
      @ForAll @Size(min = 1, max = 3) List<@From("anyJson") JsonValue> values,
      @ForAll int choice) {
    JsonValue tree = sample.json();
    for (JsonValue value : values) {
      tree = Replacement.in(tree, choice, value);
    }
    read(tree.toString(), sample.kind()).ifPresent(PlainValidityProperties::checkFindings);
  }

  @Property(seed = SEED)
  @Domain(OciDomain.class)
  void aFaultIsNeverPlainlyValid(@ForAll Fault fault) {
    read(fault.json().toString(), fault.kind())
        .ifPresent(
            value -> {
              assertThat(value.isPlainlyValid()).isFalse();
              checkFindings(value);
            });
  }

  private static void checkFindings(Walkable value) {
    assertThat(SchemaFindings.of(value)).isEqualTo(SchemaCheck.of(value.schema(), value::accept));
    assertThat(SchemaFindings.ofTyped(value))
        .isEqualTo(SchemaCheck.ofTyped(value.schema(), value::accept));
  }

  private static Optional<Walkable> read(String text, DocumentKind kind) {
    try {
      OciDocument document = Json.read(text, kind.type());
      return Optional.of(Walkable.of(document));
    } catch (UnreadableDocumentException e) {
      return Optional.empty();
    }
  }
}
