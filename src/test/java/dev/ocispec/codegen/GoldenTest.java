package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small schemas with the sources that are generated from them.
 *
 * <p>Run with {@code -Docispec.golden.write=true} to rewrite the golden files, then look at the
 * difference. They end in {@code .txt} so that nobody formats or compiles them.
 */
@Tag("unit")
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path output;

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGoldenFilesAreGeneratedAndNoOthers(Path golden) throws IOException {
    Map<String, String> generated = generated(golden.resolve("schema"));
    Path expected = golden.resolve("expected");
    if (Boolean.getBoolean("ocispec.golden.write")) {
      SourceFiles.delete(expected);
      SourceFiles.write(expected, generated);
    }

    Map<String, String> known = SourceFiles.in(expected);
    assertThat(generated.keySet()).isNotEmpty().isEqualTo(known.keySet());
    generated.forEach((file, text) -> assertThat(text).as(file).isEqualTo(known.get(file)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsGeneratedCompilesWithoutWarning(Path golden) throws IOException {
    GeneratedClasses.of(golden.resolve("schema"), output);
  }

  private Map<String, String> generated(Path schema) throws IOException {
    GenerateSources.generate(schema, output);
    Map<String, String> files = new TreeMap<>();
    SourceFiles.in(output).forEach((file, text) -> files.put(file + ".txt", text));
    Model model = SchemaReader.read(schema);
    files.put("reference.md", ReferencePage.of(model));
    if (!model.losses().isEmpty()) {
      files.put("losses.md", LossPage.table(model));
    }
    return files;
  }
}
