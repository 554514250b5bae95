package dev.ocispec;

import dev.ocispec.json.Json;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.testkit.OciArbitraries;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * A document and its kind.
 *
 * @param kind what it is
 * @param json what it says
 */
public record DocumentSample(DocumentKind kind, JsonValue json) {
  /** Documents of all kinds that the schema allows, configurations more often than others. */
  public static Arbitrary<DocumentSample> valid() {
    return ofAllKinds(
        kind -> OciArbitraries.documents(kind).map(json -> new DocumentSample(kind, json)));
  }

  /** The same with all mixed in that reading must keep. */
  public static Arbitrary<DocumentSample> decorated() {
    return ofAllKinds(
        kind -> OciArbitraries.decorated(kind).map(json -> new DocumentSample(kind, json)));
  }

  /** What {@code arbitrary} gives for each kind, configurations more often than others. */
  public static <T> Arbitrary<T> ofAllKinds(Function<DocumentKind, Arbitrary<T>> arbitrary) {
    return Arbitraries.frequencyOf(
            Tuple.of(5, arbitrary.apply(DocumentKind.CONFIG)),
            Tuple.of(1, arbitrary.apply(DocumentKind.STATE)),
            Tuple.of(2, arbitrary.apply(DocumentKind.FEATURES)),
            Tuple.of(1, arbitrary.apply(DocumentKind.PROCESS_STATE)))
        .withoutEdgeCases();
  }

  /** The document read into its type. */
  public OciDocument read() {
    return read(json.toString());
  }

  /** Text of a document of this kind read into its type. */
  public OciDocument read(String text) {
    return Json.read(text, kind.type());
  }
}
