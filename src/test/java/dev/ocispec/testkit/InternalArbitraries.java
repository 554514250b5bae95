package dev.ocispec.testkit;

import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.ReleaseTables;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitraries for the library's own tests alone. */
public final class InternalArbitraries {
  /**
   * A document that was valid, with one change.
   *
   * @param harmless whether the schema still allows it: the change is an unknown member, or a large
   *     number without bounds
   */
  public record Mutant(boolean harmless, JsonValue document) {}

  private InternalArbitraries() {}

  /**
   * Documents of that kind that {@code release} allows and that say that they are of it, as JSON.
   * They hold what has been removed since, too.
   *
   * @throws IllegalArgumentException when the release has no such documents
   */
  public static Arbitrary<JsonValue> documents(DocumentKind kind, Release release) {
    boolean sinceBeginning = kind == DocumentKind.CONFIG || kind == DocumentKind.STATE;
    if (!sinceBeginning && release.compareTo(Release.V1_1_0) < 0) {
      throw new IllegalArgumentException(release + " has no documents of kind " + kind.text());
    }
    Shape shape = TableShapes.of(KindSchemas.of(kind).at(ReleaseTables.of(release)));
    return OciArbitraries.mixed(shape, SchemaArbitraries::plain)
        .map(document -> declaring(release, document));
  }

  private static JsonValue declaring(Release release, JsonValue document) {
    Map<String, JsonValue> members = new TreeMap<>(document.members());
    members.replaceAll(
        (name, value) -> name.startsWith("ociVersion") ? JsonValue.of(release.version()) : value);
    return JsonValue.object(members);
  }

  /** Strings in which the ECMA-262 expression of a schema is found. */
  public static Arbitrary<String> matching(String expression) {
    return PatternText.matching(expression);
  }

  /** Documents of that kind with one change, most of them with a fault. */
  public static Arbitrary<Mutant> mutants(DocumentKind kind) {
    Shape shape = SchemaShapes.of(kind);
    return OciArbitraries.forChanges(shape)
        .flatMap(document -> Arbitraries.of(Mutation.all(document, shape)))
        .map(change -> new Mutant(change.fault().isEmpty(), change.document().get()));
  }
}
