package dev.ocispec.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java code in the project's pages compiles. */
class PagesTest {
  @Test
  void everySnippetOfTheReadmeCompiles() throws IOException {
    List<String> snippets = Snippets.in(Files.readString(Path.of("README.md")));

    assertThat(snippets).as("the README shows how to use the library").isNotEmpty();
    assertThat(Snippets.faults(snippets)).isEmpty();
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      return pages.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everySnippetOfThePagesCompiles(Path page) throws IOException {
    assertThat(Snippets.faults(Snippets.in(Files.readString(page)))).isEmpty();
  }

  @Test
  void theFirstFiveSnippetsOfTheSurfaceCompile() throws IOException {
    String surface = Snippets.in(Files.readString(Shared.path("API.md"))).get(0);
    List<String> parts = List.of(surface.split("(?m)^(?=// \\d\\. )"));

    assertThat(parts).hasSizeGreaterThanOrEqualTo(5).allMatch(part -> part.startsWith("// "));
    assertThat(Snippets.faults(parts.subList(0, 5))).isEmpty();
  }

  @Test
  void aWrongSnippetIsFound() {
    List<String> snippets =
        Snippets.in(
            """
            ```java
            Spec spec = Spec.builder().hostname("a").build();
            ```
            ```java
            String name = spec.hostname().orElseThrow();
            ```
            ```java
            spec.hostnames();
            ```
            ```json
            {}
            ```
            """);

    assertThat(snippets).hasSize(3);
    assertThat(Snippets.faults(snippets))
        .singleElement()
        .asString()
        .contains("cannot find symbol", "hostnames");
  }
}
