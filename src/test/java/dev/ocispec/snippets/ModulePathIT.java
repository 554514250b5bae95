package dev.ocispec.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java code in the project's pages, and what its surface promises, compile in a module that
 * requires the packaged library alone.
 */
@Tag("runtime")
class ModulePathIT {
  /** What is promised and not built yet: how the statement begins, and what it lacks. */
  private static final Map<String, String> LATER =
      Map.ofEntries(
          Map.entry("Spec docker =", "the presets of engines"),
          Map.entry("Rootless forUser =", "the rootless transform that lists its changes"),
          Map.entry("Spec withGpu =", "devices by the Container Device Interface"));

  /** What is for tests and needs the fixtures' jar: how the statement begins. */
  private static final List<String> TESTS =
      List.of("@Property void survives", "@ExtendWith(", "class ServerTest");

  private static final Path TEST_PAGE = Path.of("docs/testing.md");

  private final Snippets snippets = Snippets.onModulePath();

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everySnippetOfThePagesCompiles(Path page) throws IOException {
    Snippets compiler = page.equals(TEST_PAGE) ? Snippets.ofTests() : snippets;

    assertThat(compiler.faults(Snippets.in(Files.readString(page)))).isEmpty();
  }

  @Test
  void whatTheSurfacePromisesCompilesUnlessItIsNotBuiltYet() throws IOException {
    List<String> compiling =
        new ArrayList<>(List.of("dev.ocispec.features.Features runcFeatures = null;"));
    for (String statement : statements()) {
      if (later(statement).isEmpty()) {
        compiling.add(statement);
      }
    }

    assertThat(compiling)
        .anyMatch(statement -> statement.startsWith("Spec rootless = "))
        .anyMatch(statement -> statement.startsWith("Report official = "))
        .anyMatch(statement -> statement.startsWith("Spec sandboxed = "))
        .anyMatch(statement -> statement.startsWith("RunResult run = "));
    assertThat(snippets.faults(compiling)).isEmpty();
  }

  /** A statement that begins to compile must be taken off the list. */
  @Test
  void whatIsListedAsNotBuiltDoesNotCompile() throws IOException {
    List<String> before =
        new ArrayList<>(List.of("dev.ocispec.features.Features runcFeatures = null;"));
    List<String> listed = new ArrayList<>();
    for (String statement : statements()) {
      Optional<String> begin = later(statement);
      if (begin.isEmpty()) {
        before.add(statement);
        continue;
      }
      listed.add(begin.get());
      List<String> all = new ArrayList<>(List.of(String.join("\n", before)));
      all.add(statement);
      assertThat(snippets.faults(all)).as(statement).hasSize(1);
    }

    assertThat(listed).containsExactlyInAnyOrderElementsOf(LATER.keySet());
  }

  private static Optional<String> later(String statement) {
    return LATER.keySet().stream().filter(statement::startsWith).findFirst();
  }

  @Test
  void whatTheSurfacePromisesForTestsCompilesWithTheFixtures() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String statement : allStatements()) {
      TESTS.stream().filter(statement::startsWith).forEach(begin -> found.put(begin, statement));
    }
    assertThat(found).containsOnlyKeys(TESTS);
    String property = found.get(TESTS.get(0));
    // The snippet has the provider in a comment behind the property.
    assertThat(property).contains("// @Provide Arbitrary<Spec> specs() {");
    String imports =
        Stream.of("net.jqwik.api.*", "dev.ocispec.testkit.*", "org.junit.jupiter.api.Test")
            .map(name -> "import " + name + ";\n")
            .collect(Collectors.joining());

    assertThat(
            Snippets.ofTests()
                .faults(
                    List.of(
                        imports
                            + "class Properties {\n"
                            + property.replace("…", "").replace("// @Provide", "@Provide")
                            + "}",
                        imports
                            + "import org.junit.jupiter.api.extension.ExtendWith;\n"
                            + "import static org.junit.jupiter.api.Assertions.assertEquals;\n"
                            + found.get(TESTS.get(1))
                            + found.get(TESTS.get(2)))))
        .isEmpty();
  }

  /** The statements at the margin, without the comments between them; a class is one statement. */
  private static List<String> statements() throws IOException {
    return allStatements().stream()
        .filter(statement -> TESTS.stream().noneMatch(statement::startsWith))
        .toList();
  }

  private static List<String> allStatements() throws IOException {
    String surface = Snippets.in(Files.readString(Shared.path("API.md"))).get(0);
    return Stream.of(surface.split("(?m)^(?=[A-Za-z@])"))
        .map(statement -> statement.replaceAll("(?m)^//.*$", ""))
        .filter(statement -> !statement.isBlank())
        .toList();
  }
}
