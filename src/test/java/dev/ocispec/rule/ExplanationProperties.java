package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import dev.ocispec.testkit.OciArbitraries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What holds of every explanation, whatever the document. */
@Tag("property")
class ExplanationProperties {
  @Provide
  Arbitrary<Spec> specs() {
    return OciArbitraries.specs();
  }

  @Property
  void everyStatementIsAboutAPlaceInTheDocumentOrAMemberThatItLacks(@ForAll("specs") Spec spec) {
    assertThat(Explanation.of(spec).statements())
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(isThereOrLacking(spec, JsonPointer.parse(statement.pointer())))
                    .as(statement.pointer())
                    .isTrue());
  }

  private static boolean isThereOrLacking(Spec spec, JsonPointer pointer) {
    return spec.at(pointer.toString()).isPresent() || isMember(pointer);
  }

  /** Whether the specification has such a member; an index into a list is none. */
  private static boolean isMember(JsonPointer pointer) {
    SchemaType type = KindSchemas.of(DocumentKind.CONFIG);
    for (String token : pointer.tokens()) {
      if (type instanceof ListSchema || !(type instanceof ObjectSchema)) {
        return false;
      }
      Optional<Member> member =
          ((ObjectSchema) type)
              .members().stream().filter(known -> known.name().equals(token)).findFirst();
      if (member.isEmpty()) {
        return false;
      }
      type = member.orElseThrow().type();
    }
    return true;
  }

  @Property
  void everyStatementIsOneLineAndEndsInAFullStop(@ForAll("specs") Spec spec) {
    assertThat(Explanation.of(spec).statements())
        .extracting(Statement::text)
        .allMatch(ExplanationProperties::isSentenceOnOneLine);
  }

  @Property
  void aLineBreakInAnyTextOfTheDocumentIsQuoted(@ForAll("specs") Spec spec, @ForAll long seed) {
    JsonValue document = spec.at("").value().orElseThrow();
    Spec broken = Json.read(brokenLines(document, new Random(seed)).toString(), Spec.class);

    assertThat(Explanation.of(broken).statements())
        .extracting(Statement::text)
        .allMatch(ExplanationProperties::isSentenceOnOneLine);
    assertThat(Difference.between(spec, broken).entries())
        .extracting(DifferenceEntry::meaning)
        .allMatch(text -> !text.contains("\n"));
  }

  private static boolean isSentenceOnOneLine(String text) {
    return text.endsWith(".") && !text.contains("\n") && text.length() > 10;
  }

  /** The document with a line break in about every third of its texts. */
  private static JsonValue brokenLines(JsonValue value, Random random) {
    return switch (value.kind()) {
      case TEXT -> JsonValue.of(broken(value.asText().orElseThrow(), random));
      case LIST ->
          JsonValue.list(
              value.elements().stream().map(element -> brokenLines(element, random)).toList());
      case OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        value.members().forEach((name, member) -> members.put(name, brokenLines(member, random)));
        yield JsonValue.object(members);
      }
      default -> value;
    };
  }

  private static String broken(String text, Random random) {
    if (random.nextInt(3) > 0) {
      return text;
    }
    int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
    return text.substring(0, at) + "\n" + text.substring(at);
  }

  @Property
  void aDocumentWithOneChangeIsExplainedAndDiffersFromTheOriginal(
      @ForAll("specs") Spec spec, @ForAll long seed) {
    JsonValue document = spec.at("").value().orElseThrow();
    List<Supplier<JsonValue>> changes =
        TreeChanges.of(document, KindSchemas.of(DocumentKind.CONFIG));
    JsonValue changed = changes.get((int) Math.floorMod(seed, (long) changes.size())).get();
    Spec mutant = Json.read(changed.toString(), Spec.class);

    assertThat(Explanation.of(mutant).statements()).isNotEmpty();
    assertThat(Difference.between(spec, mutant).isEmpty()).isEqualTo(spec.equals(mutant));
    assertThat(spec).isNotEqualTo(mutant);
  }
}
