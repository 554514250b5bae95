package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.DocumentSample;
import dev.ocispec.JsonTrees;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.testkit.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import tools.jackson.databind.JsonNode;

/** Nothing is lost or added between reading and writing. */
@Tag("property")
class RoundTripProperties {
  private static final String SEED = "20261125";

  @Provide
  Arbitrary<DocumentSample> valid() {
    return DocumentSample.valid();
  }

  @Provide
  Arbitrary<DocumentSample> decorated() {
    return DocumentSample.decorated();
  }

  @Property(seed = SEED)
  void whatWasWrittenReadsAsTheSameValue(@ForAll("valid") DocumentSample sample) {
    OciDocument value = sample.read();
    assertThat(sample.read(Json.toString(value))).isEqualTo(value).hasSameHashCodeAs(value);
    assertThat(sample.read(Json.toPrettyString(value))).isEqualTo(value);
  }

  @Property(seed = SEED)
  void whatWasReadIsWrittenAsTheSameTree(
      @ForAll("decorated") DocumentSample sample, @ForAll long choices) {
    String text = Spelling.of(sample.json(), choices);
    OciDocument value = sample.read(text);
    JsonNode tree = JsonTrees.of(text);
    DocumentWriter writer = Json.unchecked();
    assertThat(JsonTrees.of(writer.toBytes(value))).isEqualTo(tree);
    assertThat(JsonTrees.of(writer.toPrettyString(value))).isEqualTo(tree);
  }

  @Property(seed = SEED)
  void spellingMakesNoDifferenceToEqualityNorToTheCanonicalForm(
      @ForAll("decorated") DocumentSample sample, @ForAll long first, @ForAll long second) {
    OciDocument one = sample.read(Spelling.of(sample.json(), first));
    OciDocument other = sample.read(Spelling.of(sample.json(), second));
    DocumentWriter writer = Json.unchecked();
    assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(writer.toCanonicalBytes(other)).isEqualTo(writer.toCanonicalBytes(one));
    assertThat(writer.digest(other)).isEqualTo(writer.digest(one));
  }

  @Property(seed = SEED)
  void theCanonicalFormIsTheSameTreeWithAllNamesInOrder(
      @ForAll("decorated") DocumentSample sample) {
    DocumentWriter writer = Json.unchecked();
    byte[] canonical = writer.toCanonicalBytes(sample.read());
    JsonNode tree = JsonTrees.of(canonical);
    assertThat(numbersByValue(tree))
        .isEqualTo(numbersByValue(JsonTrees.of(sample.json().toString())));
    assertInOrder(tree);
    assertThat(writer.toCanonicalBytes(Json.read(canonical, sample.kind().type())))
        .isEqualTo(canonical);
  }

  /** The tree as plain values, in which 1.50 and 1.5 are the same. */
  private static Object numbersByValue(JsonNode tree) {
    if (tree.isObject()) {
      Map<String, Object> members = new TreeMap<>();
      tree.properties().forEach(m -> members.put(m.getKey(), numbersByValue(m.getValue())));
      return members;
    }
    if (tree.isArray()) {
      return tree.valueStream().map(RoundTripProperties::numbersByValue).toList();
    }
    if (tree.isNumber()) {
      return (tree.isIntegralNumber() ? tree.decimalValue() : new BigDecimal(tree.doubleValue()))
          .stripTrailingZeros();
    }
    return tree;
  }

  private static void assertInOrder(JsonNode tree) {
    List<String> names = new ArrayList<>(tree.propertyNames());
    assertThat(names).isSorted();
    tree.forEach(RoundTripProperties::assertInOrder);
  }
}
