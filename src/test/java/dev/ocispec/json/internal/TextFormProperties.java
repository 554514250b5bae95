package dev.ocispec.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.DocumentSample;
import dev.ocispec.json.OciModule;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.spec.internal.JsonValueCollector;
import dev.ocispec.spec.internal.Walkable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written byte by byte is what Jackson's generator writes of the same documents, and the
 * canonical form what its definition says of the tree.
 */
@Tag("property")
class TextFormProperties {
  private static final JsonMapper JACKSON =
      JsonMapper.builder().addModule(OciModule.unchecked()).build();

  private static void check(OciObject document) {
    assertThat(text(document, TextForm.COMPACT)).isEqualTo(JACKSON.writeValueAsString(document));
    assertThat(text(document, TextForm.PRETTY))
        .isEqualTo(JACKSON.writer().with(new PrettyLayout()).writeValueAsString(document) + "\n");
    JsonValueCollector collector = new JsonValueCollector();
    Walkable.of(document).accept(collector);
    assertThat(text(document, TextForm.CANONICAL)).isEqualTo(canonical(collector.result()));
  }

  private static String text(OciObject document, TextForm form) {
    return form.write(
        Walkable.of(document),
        (bytes, length) -> new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  /** The definition: members by the UTF-16 units of their names, as the tree has them. */
  private static String canonical(JsonValue value) {
    return switch (value.kind()) {
      case OBJECT ->
          value.members().entrySet().stream()
              .map(m -> JsonValue.of(m.getKey()) + ":" + canonical(m.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case LIST ->
          value.elements().stream()
              .map(TextFormProperties::canonical)
              .collect(Collectors.joining(",", "[", "]"));
      case INTEGER, NUMBER -> CanonicalNumber.of(value.asNumber().orElseThrow());
      case TEXT, BOOLEAN, NULL -> value.toString();
    };
  }

  @Provide
  Arbitrary<DocumentSample> decorated() {
    return DocumentSample.decorated();
  }

  /** Text of all characters that UTF-8 can express, the usual ones more often than others. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(40, Arbitraries.integers().between(' ', '~')),
            Tuple.of(2, Arbitraries.of((int) '"', (int) '\\', (int) '/', 0x7f)),
            Tuple.of(2, Arbitraries.integers().between(0, 0x1f)),
            Tuple.of(2, Arbitraries.integers().between(0x80, 0x7ff)),
            Tuple.of(2, Arbitraries.integers().between(0x800, 0xd7ff)),
            Tuple.of(1, Arbitraries.integers().between(0xe000, 0xffff)),
            Tuple.of(2, Arbitraries.integers().between(0x10000, 0x10ffff)))
        .list()
        .ofMaxSize(300)
        .map(points -> points.stream().map(Character::toString).collect(Collectors.joining()));
  }

  @Property
  void documentsOfAllKindsWithAllThatReadingKeeps(@ForAll("decorated") DocumentSample sample) {
    check(sample.read());
  }

  @Property
  void stringsAndNames(
      @ForAll("texts") String text, @ForAll("texts") String name, @ForAll("texts") String other) {
    check(
        Spec.builder()
            .hostname(text)
            .putAnnotation(name, other)
            .putAnnotation(other, text)
            .putUnknownMember("x-" + other, JsonValue.list(List.of(JsonValue.of(name))))
            .putUnknownMember("x-" + name, JsonValue.object(Map.of(text, JsonValue.NULL)))
            .build());
  }

  @Property
  void numbers(@ForAll long signed, @ForAll long bits, @ForAll int small) {
    check(
        Spec.builder()
            .process(
                p ->
                    p.cwd("/")
                        .oomScoreAdj(small)
                        .addRlimit(
                            r ->
                                r.type("RLIMIT_CORE")
                                    .hard(Unsigned64.ofBits(bits))
                                    .soft(Unsigned64.ofBits(signed))))
            .linux(l -> l.resources(r -> r.memory(m -> m.limit(signed).swap(small))))
            .putUnknownMember("x", JsonValue.of(signed))
            .putUnknownMember("y", JsonValue.of(Unsigned64.ofBits(bits)))
            .putUnknownMember("z", JsonValue.number(small + ".50e2"))
            .build());
  }

  @Property(tries = 200)
  void moreThanAnyKeptBufferHolds(
      @ForAll("texts") String text, @ForAll @IntRange(max = 2000) int count) {
    Spec.Builder spec = Spec.builder();
    for (int i = 0; i < count; i++) {
      // Neither in order nor in reverse.
      spec.putAnnotation(i * 7919 % 2003 + "/" + text, text);
    }
    check(spec.build());
  }

  @Property
  void halfASurrogatePairAnywhereIsRefused(
      @ForAll("texts") String before, @ForAll("texts") String after, @ForAll boolean low) {
    Spec spec = Spec.builder().hostname(before + (low ? "\udc00" : "\ud800") + "." + after).build();
    for (TextForm form : TextForm.values()) {
      assertThatThrownBy(() -> text(spec, form))
          .isInstanceOf(InvalidDocumentException.class)
          .hasMessageContaining("/hostname: expected text, found a lone surrogate");
    }
    check(Spec.builder().hostname(before + after).build());
  }
}
