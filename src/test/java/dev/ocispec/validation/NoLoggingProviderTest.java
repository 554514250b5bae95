package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.json.JsonDocument;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A program without a provider of slf4j hears nothing of that because it uses this library. */
class NoLoggingProviderTest {
  private static JavaProgram.Result judge(String... options) {
    String withoutProvider =
        String.join(
            File.pathSeparator,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("slf4j-nop"))
                .toList());
    List<String> line =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    line.addAll(List.of(options));
    line.addAll(List.of("-cp", withoutProvider, Judging.class.getName()));
    return JavaProgram.run(line);
  }

  @Test
  void standardErrorStaysEmptyAndTheSystemPropertiesAreAsBefore() {
    JavaProgram.Result result = judge();

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("true null\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void aProgramThatAsksForTheNoticeGetsIt() {
    JavaProgram.Result result = judge("-Dslf4j.internal.verbosity=WARN");

    assertThat(result.err()).contains("No SLF4J providers were found");
    assertThat(result.out()).isEqualTo("true WARN\n");
  }

  /** What the other process does. */
  static final class Judging {
    private Judging() {}

    public static void main(String[] args) {
      byte[] text = "{\"ociVersion\":\"1.0.2\"}".getBytes(StandardCharsets.UTF_8);
      boolean valid =
          SchemaValidator.ofLibrary()
              .validate(JsonDocument.of(text), DocumentKind.CONFIG)
              .isValid();
      System.out.println(valid + " " + System.getProperty("slf4j.internal.verbosity"));
    }
  }
}
