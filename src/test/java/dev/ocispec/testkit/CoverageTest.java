package dev.ocispec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.internal.Readers;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.schema.internal.ConfigSchemas;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.spec.JsonValue;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class CoverageTest {
  @ParameterizedTest
  @EnumSource
  void everyTypeMemberAndKnownValueOccurs(DocumentKind kind) {
    Coverage coverage = new Coverage();
    JqwikSession.run(
        () ->
            OciArbitraries.documents(kind).generator(1000).stream(new Random(20261125))
                .limit(3000)
                .forEach(document -> coverage.see(document.value(), KindSchemas.of(kind))));
    Set<String> missing = Coverage.possible(KindSchemas.of(kind));
    missing.removeAll(coverage.seen());
    assertThat(missing).isEmpty();
  }

  /** The jar reads the schema files itself; the library's validator uses the tables. */
  @ParameterizedTest
  @EnumSource
  void theShapesOfTheJarAreThoseOfTheTables(DocumentKind kind) {
    assertThat(SchemaShapes.of(kind)).isEqualTo(TableShapes.of(KindSchemas.of(kind)));
  }

  @Test
  void theFourKindsReachEveryTypeOfTheSchema() {
    Set<String> reached = new TreeSet<>();
    for (DocumentKind kind : DocumentKind.values()) {
      reached.addAll(Coverage.possible(KindSchemas.of(kind)));
    }
    for (Class<?> type : Readers.types()) {
      if (type.getPackageName().matches(".*\\.(imagespec|cdispec)")) {
        continue; // Images and files about devices are no documents of runtimes.
      }
      ObjectSchema schema = Readers.schema(type);
      Set<String> members =
          schema.members().stream()
              .map(member -> schema.name() + "." + member.name())
              .collect(Collectors.toCollection(TreeSet::new));
      members.removeAll(reached);
      assertThat(members).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfFaultOccurs(DocumentKind kind) {
    Set<FaultKind> possible = EnumSet.allOf(FaultKind.class);
    if (kind != DocumentKind.CONFIG) {
      possible.remove(FaultKind.TOO_FEW_ELEMENTS);
    }
    Set<FaultKind> seen = EnumSet.noneOf(FaultKind.class);
    Set<String> harmless = new HashSet<>();
    JqwikSession.run(
        () ->
            OciArbitraries.documents(kind).generator(1000).stream(new Random(20261125))
                .limit(50)
                .flatMap(d -> Mutation.all(d.value(), SchemaShapes.of(kind)).stream())
                .forEach(
                    change -> {
                      change.fault().ifPresent(seen::add);
                      if (change.fault().isEmpty()) {
                        harmless.add(change.pointer());
                      }
                    }));
    assertThat(possible).containsAll(seen);
    assertThat(seen).contains(FaultKind.WRONG_TYPE, FaultKind.MISSING_MEMBER);
    assertThat(harmless).contains("");
    if (kind == DocumentKind.CONFIG) {
      assertThat(seen).containsExactlyInAnyOrderElementsOf(possible);
    }
  }

  @Test
  void aDecoratedDocumentHasUnknownMembersNullsAndEmptyLists() {
    Set<String> seen = new TreeSet<>();
    JqwikSession.run(
        () ->
            OciArbitraries.decorated(DocumentKind.CONFIG).generator(1000).stream(
                    new Random(20261125))
                .limit(100)
                .forEach(document -> note(document.value(), seen)));
    assertThat(seen).contains("null", "[]", "{}", "unknown");
  }

  private static void note(JsonValue document, Set<String> seen) {
    document
        .members()
        .forEach(
            (name, value) -> {
              seen.add(value.toString());
              if (ConfigSchemas.spec().typeOf(name).isEmpty()) {
                seen.add("unknown");
              }
            });
  }
}
