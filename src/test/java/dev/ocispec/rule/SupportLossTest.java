package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.Needs;
import dev.ocispec.RealDocument;
import dev.ocispec.features.Features;
import dev.ocispec.json.Json;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever one feature a runtime loses, exactly what depends on it is reported. */
@Tag("unit")
class SupportLossTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/ocispec/rule");

  static Stream<Path> documents() {
    return Stream.concat(
        Stream.of(FOLDER.resolve("has-all.json")),
        RealDocument.all()
            .filter(document -> document.kind() == DocumentKind.FEATURES)
            .map(RealDocument::file));
  }

  @Test
  void aRuntimeThatHasAllLacksNothingAndIsRemarkedOnForItsAnnotationsOnly() throws IOException {
    assertThat(found(Files.readString(FOLDER.resolve("has-all.json")), asksForAll()))
        .containsExactly(
            "info support-unsafe-annotation /annotations/com.example.unsafe.one",
            "info support-unsafe-annotation /annotations/module.wasm.image~1variant");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void whatDependsOnALostFeatureIsReportedAndNothingElse(Path features) throws IOException {
    eachLoss(JsonTrees.of(Files.readAllBytes(features)), asksForAll());
  }

  @Test
  void theSameHoldsForARealConfiguration() throws IOException {
    List<RealDocument> configs = RealDocument.configs().toList();
    for (int i = 0; i < configs.size(); i += 20) {
      eachLoss(
          JsonTrees.of(Files.readAllBytes(FOLDER.resolve("has-all.json"))),
          JsonTrees.of(configs.get(i).bytes()),
          SupportLossTest::isAskedForByAnyValue);
    }
  }

  @Test
  void theSameHoldsForTheRuntimeThatIsInstalled() throws IOException {
    Needs.runtime("runc");
    String features = Json.unchecked().toString(OciRuntime.find("runc").features());

    eachLoss(JsonTrees.of(features), asksForAll());
  }

  /** Which control groups are asked for depends on the form of a path and on values. */
  private static boolean isAskedForByAnyValue(SupportDependency dependency) {
    return !dependency.feature().startsWith("/linux/cgroup/");
  }

  private static JsonNode asksForAll() throws IOException {
    return JsonTrees.of(Files.readAllBytes(FOLDER.resolve("asks-for-all.json")));
  }

  /** Takes away each entry, turns off each switch, and forgets each member. */
  private static void eachLoss(JsonNode features, JsonNode spec) {
    eachLoss(features, spec, dependency -> true);
  }

  private static void eachLoss(
      JsonNode features, JsonNode spec, Predicate<SupportDependency> filter) {
    Set<String> before = found(features.toString(), spec);
    for (SupportDependency dependency : SupportDependency.ALL.stream().filter(filter).toList()) {
      JsonNode feature = features.at(dependency.feature());
      for (int i = 0; i < feature.size(); i++) {
        JsonNode less = features.deepCopy();
        String entry = ((ArrayNode) less.at(dependency.feature())).remove(i).asString();
        assertLoss(before, less, spec, dependency.onLoss(entry, spec), entry);
      }
      if (feature.isBoolean()) {
        JsonNode less = features.deepCopy();
        change(less, dependency, false);
        Set<String> expected = new TreeSet<>(dependency.onLoss("", spec));
        expected.removeAll(feature.asBoolean() ? Set.of() : before);
        assertLoss(before, less, spec, expected, dependency.feature());
      }
    }
  }

  private static void change(JsonNode features, SupportDependency dependency, boolean value) {
    JsonPointer pointer = JsonPointer.compile(dependency.feature());
    ((ObjectNode) features.at(pointer.head())).put(pointer.last().getMatchingProperty(), value);
  }

  private static void assertLoss(
      Set<String> before, JsonNode features, JsonNode spec, Set<String> expected, String what) {
    Set<String> appeared = found(features.toString(), spec);
    appeared.removeAll(before);
    assertThat(appeared).as(what).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Set<String> found(String features, JsonNode spec) {
    return Support.of(Json.read(spec.toString(), Spec.class), Json.read(features, Features.class))
        .findings()
        .stream()
        .map(SupportLossTest::words)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(Finding finding) {
    return finding.level().text() + " " + finding.rule() + " " + finding.pointer();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void whatIsNotSaidIsRemarkedOnOnceAndNeverTakenForALack(Path file) throws IOException {
    JsonNode features = JsonTrees.of(Files.readAllBytes(file));
    for (SupportDependency dependency : SupportDependency.ALL) {
      for (boolean asNull : List.of(true, false)) {
        JsonNode less = features.deepCopy();
        forget(less, dependency.feature(), asNull);
        List<Finding> remarks = new ArrayList<>(of(less, asksForAll()).findings());
        remarks.removeIf(f -> !f.rule().equals(dependency.rule()) || f.level() != Level.INFO);

        if (!isSaidElsewhere(dependency, less)) {
          assertThat(remarks).as(dependency.feature()).hasSize(1);
        }
        assertThat(remarks.stream().map(Finding::message))
            .as(dependency.feature())
            .allMatch(message -> message.startsWith("the runtime does not say "));
        assertThat(of(less, asksForAll()).lacks())
            .as(dependency.feature())
            .hasSizeLessThanOrEqualTo(of(features, asksForAll()).lacks().size());
      }
    }
  }

  /** The options of id-mapped mounts tell of them, and each list of flags of the other. */
  private static boolean isSaidElsewhere(SupportDependency dependency, JsonNode features) {
    return switch (dependency.rule()) {
      case "support-id-mapped-mount" -> features.at("/mountOptions").toString().contains("idmap");
      case "support-seccomp-flag" -> true;
      default -> false;
    };
  }

  private static void forget(JsonNode features, String member, boolean asNull) {
    JsonPointer pointer = JsonPointer.compile(member);
    if (features.at(pointer.head()) instanceof ObjectNode object) {
      String name = pointer.last().getMatchingProperty();
      object.remove(name);
      if (asNull) {
        object.putNull(name);
      }
    }
  }

  private static Support of(JsonNode features, JsonNode spec) {
    return Support.of(
        Json.read(spec.toString(), Spec.class), Json.read(features.toString(), Features.class));
  }
}
