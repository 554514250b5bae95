package dev.ocispec.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.ocispec.LibraryClasses;
import dev.ocispec.Shared;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java code in the project's pages compiles. */
@Tag("unit")
class PagesTest {
  private static final List<String> LATER_TYPES = List.of("Support", "Explanation", "Difference");

  @Test
  void everySnippetOfTheReadmeCompiles() throws IOException {
    List<String> snippets = Snippets.in(Files.readString(Path.of("README.md")));

    assertThat(snippets).as("the README shows how to use the library").isNotEmpty();
    assertThat(Snippets.onClassPath().faults(snippets)).isEmpty();
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      return pages.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everySnippetOfThePagesCompiles(Path page) throws IOException {
    assertThat(Snippets.onClassPath().faults(Snippets.in(Files.readString(page)))).isEmpty();
  }

  private static List<String> surface() throws IOException {
    String surface = Snippets.in(Files.readString(Shared.path("API.md"))).get(0);
    List<String> parts = List.of(surface.split("(?m)^(?=// \\d\\. )"));
    assertThat(parts).hasSizeGreaterThanOrEqualTo(5).allMatch(part -> part.startsWith("// "));
    return parts;
  }

  @Test
  void theFirstFourSnippetsOfTheSurfaceCompile() throws IOException {
    assertThat(Snippets.onClassPath().faults(surface().subList(0, 4))).isEmpty();
  }

  @Test
  void theFifthSnippetOfTheSurfaceCompilesLineByLineAsFarAsItsTypesExist() throws IOException {
    List<String> before = new ArrayList<>(surface().subList(0, 4));
    before.add("Features runcFeatures = null;");
    List<String> statements =
        Stream.of(surface().get(4).split("(?m)^(?=\\w)"))
            .filter(statement -> !statement.startsWith("//"))
            .filter(PagesTest::isDue)
            .toList();

    assertThat(statements)
        .hasSizeGreaterThanOrEqualTo(5)
        .anyMatch(statement -> statement.startsWith("Report report = Validator.standard()"))
        .anyMatch(statement -> statement.startsWith("Report official = SchemaValidator.of("));
    before.addAll(statements);
    assertThat(Snippets.onClassPath().faults(before)).isEmpty();
  }

  @Test
  void theNinthSnippetOfTheSurfaceCompiles() throws IOException {
    String ninth =
        surface().stream()
            .filter(part -> part.startsWith("// 9."))
            .map(part -> part.split("(?m)^// 10\\.")[0])
            .findFirst()
            .orElseThrow();

    assertThat(Snippets.onClassPath().faults(List.of("Path layout = Path.of(\"l\");", ninth)))
        .isEmpty();
  }

  /** Whether the library has all that a statement needs; it must compile from then on. */
  private static boolean isDue(String statement) {
    Set<String> types =
        LibraryClasses.LIBRARY_ONLY.stream()
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toSet());
    return LATER_TYPES.stream().filter(statement::contains).allMatch(types::contains)
        && (!statement.contains(".disable(") || hasDisable());
  }

  private static boolean hasDisable() {
    return Stream.of(Validator.class.getMethods()).anyMatch(m -> m.getName().equals("disable"));
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
    assertThat(Snippets.onClassPath().faults(snippets))
        .singleElement()
        .asString()
        .contains("cannot find symbol", "hostnames");
  }
}
