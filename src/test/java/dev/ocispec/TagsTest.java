package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every test class has the one tag by which its kind can be run alone. */
@Tag("runtime")
class TagsTest {
  private static final Pattern TAG = Pattern.compile("(?m)^@Tag\\(\"(.*)\"\\)$");

  static List<Path> classes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().matches(".*(Test|Properties|IT)\\.java"))
          .toList();
    }
  }

  @Test
  void everyTestClassHasTheTagOfItsKind() throws IOException {
    assertThat(classes()).hasSizeGreaterThan(100);
    for (Path file : classes()) {
      String text = Files.readString(file);
      String name = file.getFileName().toString();
      boolean containers = text.contains("TestRuntime.class") || text.contains("RuntimeFixture {");
      String expected =
          name.endsWith("IT.java") || containers
              ? "runtime"
              : name.endsWith("Properties.java") ? "property" : "unit";

      assertThat(TAG.matcher(text).results().map(MatchResult::group))
          .as(file.toString())
          .containsExactly("@Tag(\"" + expected + "\")");
    }
  }

  @Test
  void aTagIsThatOfTheEngineWhichRunsTheClass() throws IOException {
    for (Path file : classes()) {
      String text = Files.readString(file);
      boolean jqwik = Pattern.compile("(?m)^  @(Property|Example)\\b").matcher(text).find();

      assertThat(text)
          .as(file.toString())
          .contains(jqwik ? "import net.jqwik.api.Tag;" : "import org.junit.jupiter.api.Tag;");
    }
  }
}
