package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.rule.DocumentKind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program without a provider of slf4j hears nothing of that because it uses this library. */
@Tag("unit")
class NoLoggingProviderTest {
  private static final String PROVIDERS = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

  @TempDir Path classes;

  /** Runs {@link Judging} with what the tests have, but for what brings a provider. */
  private JavaProgram.Result judge(String... options) throws IOException {
    String file = Judging.class.getName().replace('.', '/') + ".class";
    Path copy = classes.resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream in = Judging.class.getResourceAsStream("/" + file)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> withoutProvider = new ArrayList<>(List.of(classes.toString()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!hasProvider(Path.of(entry))) {
        withoutProvider.add(entry);
      }
    }
    List<String> line =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    line.addAll(List.of(options));
    line.addAll(
        List.of("-cp", String.join(File.pathSeparator, withoutProvider), Judging.class.getName()));
    return JavaProgram.run(line);
  }

  private static boolean hasProvider(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      return Files.exists(entry.resolve(PROVIDERS));
    }
    if (!Files.exists(entry)) {
      return false;
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return jar.getEntry(PROVIDERS) != null;
    }
  }

  @Test
  void standardErrorStaysEmptyAndTheSystemPropertiesAreAsBefore() throws IOException {
    JavaProgram.Result result = judge();

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("true null\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void aProgramThatAsksForTheNoticeGetsIt() throws IOException {
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
