package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.Shared;
import dev.ocispec.version.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The schema files say of everything what it means, since when, and what its absence means. */
@Tag("unit")
class SchemaCompletenessTest {
  private static final Path SCHEMA = Path.of("schema");

  private static Model model() throws IOException {
    return SchemaReader.read(SCHEMA);
  }

  /** All texts that people read, by place. */
  private static Stream<Text> texts() throws IOException {
    return Stream.concat(
        model().objects().stream()
            .flatMap(
                type ->
                    Stream.concat(
                        of(type.name(), type.docs()),
                        type.properties().stream()
                            .flatMap(p -> of(type.name() + "." + p.name(), p.docs())))),
        model().texts().stream()
            .flatMap(
                type ->
                    Stream.concat(
                        of(type.name(), type.docs()),
                        type.values().stream()
                            .flatMap(v -> of(type.name() + "=" + v.value(), v.docs())))));
  }

  private record Text(String place, String text, Docs docs) {}

  private static Stream<Text> of(String place, Docs docs) {
    return Stream.of(docs.description(), docs.absent(), docs.deprecatedReason())
        .filter(text -> !text.isEmpty())
        .map(text -> new Text(place, text, docs));
  }

  @Test
  void everyTypePropertyAndValueHasADescriptionAndARelease() throws IOException {
    assertThat(texts().toList())
        .hasSizeGreaterThan(500)
        .allSatisfy(
            text -> {
              assertThat(text.docs().description()).as(text.place()).hasSizeGreaterThan(10);
              if (text.docs().specification().isRuntime()) {
                assertThat(Release.of(text.docs().since())).as(text.place()).isPresent();
              }
              assertThat(text.docs().since()).as(text.place()).matches("[0-9]\\.[0-9]\\.[0-9]");
            });
  }

  @Test
  void everyTextIsASentence() throws IOException {
    assertThat(texts().filter(text -> text.docs().deprecatedReason() != text.text()))
        .allSatisfy(
            text ->
                assertThat(text.text())
                    .as(text.place())
                    .matches("(?s)[\\p{Lu}`0-9\"].*[.`]")
                    .doesNotContain("  ", "\n", " .", "TODO"));
  }

  @Test
  void everyMemberThatMayBeAbsentSaysWhatThatMeans() throws IOException {
    assertThat(
            model().objects().stream()
                .flatMap(type -> type.properties().stream())
                .filter(property -> !property.required()))
        .isNotEmpty()
        .allSatisfy(
            property ->
                assertThat(property.docs().absent()).as(property.name()).hasSizeGreaterThan(5));
  }

  @Test
  void everyTypeNamesItsSection() throws IOException {
    assertThat(model().objects())
        .allSatisfy(
            type ->
                assertThat(type.docs().section()).as(type.name()).matches("[A-Za-z-]+\\.md#.+"));
  }

  @Test
  void noTextIsASentenceOfTheOfficialSchema() throws IOException {
    Set<String> official = new HashSet<>();
    for (Path file : Shared.jsonFiles("official-schema/v1.3.0")) {
      collect(JsonTrees.of(Files.readAllBytes(file)), official);
    }
    assertThat(official).as("descriptions of the official files").isNotEmpty();

    List<String> copied = new ArrayList<>();
    texts().forEach(text -> copy(text, official, copied));

    assertThat(copied).isEmpty();
  }

  private static void copy(Text text, Set<String> official, List<String> copied) {
    for (String sentence : text.text().split("(?<=\\.) ")) {
      if (official.contains(plain(sentence)) || official.contains(plain(text.text()))) {
        copied.add(text.place() + ": " + sentence);
      }
    }
  }

  private static void collect(JsonNode node, Set<String> texts) {
    if (node.path("description").isString()) {
      texts.add(plain(node.get("description").asString()));
      for (String sentence : node.get("description").asString().split("(?<=\\.) ")) {
        texts.add(plain(sentence));
      }
    }
    node.forEach(child -> collect(child, texts));
  }

  private static String plain(String sentence) {
    return sentence.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]+", " ").strip();
  }
}
