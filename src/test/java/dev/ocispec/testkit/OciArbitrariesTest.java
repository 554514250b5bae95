package dev.ocispec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.fixtures.FixtureCase;
import dev.ocispec.json.internal.Readers;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OciArbitrariesTest {
  private static <T> List<T> some(Arbitrary<T> arbitrary, int count) {
    List<T> some = new ArrayList<>();
    JqwikSession.run(
        () ->
            arbitrary.generator(1000).stream(new Random(20261126))
                .limit(count)
                .forEach(one -> some.add(one.value())));
    return some;
  }

  @Test
  void everyTypeOfTheDocumentsHasAnArbitraryOfValidValues() {
    List<Class<? extends OciObject>> types =
        Readers.types().stream()
            .filter(type -> !type.getPackageName().matches("dev.ocispec.(image|cdi)spec"))
            .toList();
    assertThat(types).hasSizeGreaterThan(70);
    for (Class<? extends OciObject> type : types) {
      for (OciObject value : some(OciArbitraries.parts(type), 20)) {
        assertThat(value).isInstanceOf(type);
        Report report = Validator.standard().schemaOnly().validate(value);
        assertThat(report.findings()).as(type + " " + value).isEmpty();
      }
    }
  }

  @Test
  void aTypeThatIsNoneOfTheDocumentsIsRefusedByName() {
    assertThatThrownBy(() -> OciArbitraries.parts(JsonlessObject.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s is no type of the documents, such as interface dev.ocispec.spec.Spec",
            JsonlessObject.class.getName());
  }

  private interface JsonlessObject extends OciObject {}

  @Test
  void aKindOfDocumentsHasEveryNameOfAFault() {
    Map<FaultKind, Integer> counts = new TreeMap<>();
    some(OciArbitraries.faults(), 600)
        .forEach(fault -> counts.merge(fault.name(), 1, Integer::sum));

    assertThat(counts).containsOnlyKeys(FaultKind.values());
  }

  @Test
  void soundConfigurationsHaveSomethingOfEveryPlatformsPart() {
    Set<String> seen = new TreeSet<>();
    int large = 0;
    for (JsonValue document : some(OciArbitraries.sound(DocumentKind.CONFIG), 300)) {
      seen.addAll(document.members().keySet());
      document
          .members()
          .getOrDefault("linux", JsonValue.EMPTY_OBJECT)
          .members()
          .keySet()
          .forEach(name -> seen.add("linux/" + name));
      large += document.toString().length() > 300 ? 1 : 0;
    }

    assertThat(seen)
        .contains("process", "mounts", "hooks", "linux", "linux/namespaces", "linux/seccomp")
        .contains("linux/resources", "linux/devices", "linux/uidMappings", "solaris", "vm", "zos");
    assertThat(large).isGreaterThan(150);
  }

  @Test
  void soundDocumentsOfTheOtherKindsDiffer() {
    for (DocumentKind kind : DocumentKind.values()) {
      assertThat(Set.copyOf(some(OciArbitraries.sound(kind), 200)))
          .as(kind.text())
          .hasSizeGreaterThan(100);
    }
  }

  @Test
  void theCorpusIsDrawnFromAsAWhole() {
    Set<FixtureCase> drawn = Set.copyOf(some(OciArbitraries.cases(), 3000));

    assertThat(drawn).hasSizeGreaterThan(1000);
    assertThat(drawn).anyMatch(one -> one.rule().isPresent());
  }

  @Test
  void aDocumentShrinksToLittleMoreThanWhatFails() {
    Spec least = shrunk(OciArbitraries.specs(), spec -> !spec.mounts().isEmpty());

    assertThat(least.mounts()).hasSize(1);
    assertThat(least.process()).isEmpty();
    assertThat(least.linux()).isEmpty();
    assertThat(least.toString()).hasSizeLessThan(80);
  }

  @Test
  void aSoundDocumentShrinksAsWell() {
    Spec least = shrunk(OciArbitraries.soundSpecs(), spec -> spec.process().isPresent());

    assertThat(least.linux()).isEmpty();
    assertThat(least.mounts()).isEmpty();
    assertThat(least.toString()).hasSizeLessThan(200);
  }

  @Test
  void aFaultShrinksToASmallDocumentWithAFault() {
    Fault least =
        shrunk(OciArbitraries.faults(), fault -> fault.name() == FaultKind.PATTERN_MISMATCH);

    assertThat(least.name()).isEqualTo(FaultKind.PATTERN_MISMATCH);
    assertThat(least.text()).hasSizeLessThan(300);
  }

  /** The end of jqwik's way of always taking a smaller one that still fails. */
  private static <T> T shrunk(Arbitrary<T> arbitrary, Predicate<T> fails) {
    List<T> last = new ArrayList<>();
    JqwikSession.run(
        () -> {
          Shrinkable<T> current =
              arbitrary.generator(1000).stream(new Random(20261126))
                  .filter(one -> fails.test(one.value()))
                  .findFirst()
                  .orElseThrow();
          for (boolean smaller = true; smaller; ) {
            Shrinkable<T> now = current;
            var next =
                now.shrink()
                    .filter(one -> one.distance().compareTo(now.distance()) < 0)
                    .filter(one -> fails.test(one.value()))
                    .findFirst();
            smaller = next.isPresent();
            current = next.orElse(now);
          }
          last.add(current.value());
        });
    return last.get(0);
  }
}
