package dev.ocispec.testkit;

import dev.ocispec.features.Features;
import dev.ocispec.json.Json;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.Spec;
import dev.ocispec.state.ContainerProcessState;
import dev.ocispec.state.State;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.ReleaseTables;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Documents of all kinds.
 *
 * <p>Some are nearly empty, most hold a part of what there is, and a few hold nearly everything.
 * Edge cases are left to these shares: jqwik's own would be too many to combine.
 */
public final class OciArbitraries {
  private static final double SPARSE = 0.1;
  private static final double USUAL = 0.4;
  private static final double FULL = 0.95;

  private OciArbitraries() {}

  /** Configurations that the schema allows. */
  public static Arbitrary<Spec> specs() {
    return typed(DocumentKind.CONFIG, Spec.class);
  }

  /** States that the schema allows. */
  public static Arbitrary<State> states() {
    return typed(DocumentKind.STATE, State.class);
  }

  /** Features documents that the schema allows. */
  public static Arbitrary<Features> features() {
    return typed(DocumentKind.FEATURES, Features.class);
  }

  /** Container process states that the schema allows. */
  public static Arbitrary<ContainerProcessState> processStates() {
    return typed(DocumentKind.PROCESS_STATE, ContainerProcessState.class);
  }

  /** Typed documents of that kind that the schema allows. */
  public static Arbitrary<OciDocument> typed(DocumentKind kind) {
    return documents(kind).map(document -> Json.read(document.toString(), kind.type()));
  }

  private static <T extends OciDocument> Arbitrary<T> typed(DocumentKind kind, Class<T> type) {
    return typed(kind).map(type::cast);
  }

  /** Documents of that kind that the schema allows, as JSON. */
  public static Arbitrary<JsonValue> documents(DocumentKind kind) {
    return mixed(KindSchemas.of(kind), SchemaArbitraries::plain);
  }

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
    return mixed(KindSchemas.of(kind).at(ReleaseTables.of(release)), SchemaArbitraries::plain)
        .map(document -> declaring(release, document));
  }

  private static JsonValue declaring(Release release, JsonValue document) {
    Map<String, JsonValue> members = new TreeMap<>(document.members());
    members.replaceAll(
        (name, value) -> name.startsWith("ociVersion") ? JsonValue.of(release.version()) : value);
    return JsonValue.object(members);
  }

  /**
   * Documents of that kind with everything mixed in that the typed view can't express and reading
   * keeps: unknown members, and {@code null}, {@code []} and <code>{}</code> written out. The
   * schema refuses some of them.
   */
  public static Arbitrary<JsonValue> decorated(DocumentKind kind) {
    return mixed(KindSchemas.of(kind), SchemaArbitraries::decorated);
  }

  /**
   * Values of any type of the documents, for instance {@code parts(ConfigSchemas.mount(),
   * Mount.class)}.
   *
   * @param schema the type's table
   * @param type the Java type that the table is of
   */
  public static <T extends OciObject> Arbitrary<T> parts(ObjectSchema schema, Class<T> type) {
    return mixed(schema, SchemaArbitraries::plain).map(part -> Json.read(part.toString(), type));
  }

  /**
   * Strings in which the pattern of a schema is found.
   *
   * @throws IllegalArgumentException when the pattern uses something that no schema needed so far
   */
  public static Arbitrary<String> matching(Pattern pattern) {
    return PatternText.matching(pattern);
  }

  /** Any JSON value, not too deeply nested. */
  public static Arbitrary<JsonValue> anyJson() {
    return AnyJson.values();
  }

  /** Documents of that kind, most of them with one fault; see {@link Mutation.Kind}. */
  public static Arbitrary<Mutation> mutations(DocumentKind kind) {
    Arbitrary<JsonValue> valid =
        Arbitraries.frequencyOf(
                Tuple.of(2, SchemaArbitraries.plain(SPARSE).of(KindSchemas.of(kind))),
                Tuple.of(3, SchemaArbitraries.plain(USUAL).of(KindSchemas.of(kind))))
            .withoutEdgeCases();
    return valid.flatMap(document -> Arbitraries.of(Mutation.all(document, KindSchemas.of(kind))));
  }

  private static Arbitrary<JsonValue> mixed(
      ObjectSchema schema, Function<Double, SchemaArbitraries> values) {
    return Arbitraries.frequencyOf(
            Tuple.of(3, values.apply(SPARSE).of(schema)),
            Tuple.of(5, values.apply(USUAL).of(schema)),
            Tuple.of(1, values.apply(FULL).of(schema)))
        .withoutEdgeCases();
  }
}
