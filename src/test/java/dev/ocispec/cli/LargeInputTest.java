package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is too large ends in a sentence and exit code 3, also where memory is short. */
@Tag("unit")
class LargeInputTest {
  @TempDir Path folder;

  private static JavaProgram.Result run(String heap, String... arguments) {
    return JavaProgram.run(
        JavaProgram.commandLine(List.of(heap), Main.class.getName(), List.of(arguments)));
  }

  /** A configuration of nearly 16 MiB with one and a half million unknown members. */
  private Path manyNames() throws IOException {
    StringBuilder json = new StringBuilder("{\"ociVersion\":\"1.0.0\"");
    for (int i = 0; i < 1_500_000; i++) {
      json.append(",\"").append(Integer.toString(i, 36)).append("\":1");
    }
    return Files.writeString(folder.resolve("names.json"), json.append('}'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"digest", "canonical", "roundtrip", "min-version"})
  void moreNamesThanTheLimitAreRefused(String command) throws IOException {
    Path file = manyNames();

    JavaProgram.Result result = run("-Xmx256m", command, file.toString());

    assertThat(result.err())
        .matches(
            "ocispec: \\Q"
                + file
                + "\\E: unreadable document: 1:\\d+: .*: expected at most 1000000 names and"
                + " values, found more \\[json-limit] \\(must\\)\n");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void whatDoesNotFitTheHeapIsSaidInOneLine() throws IOException {
    Path file = manyNames();

    JavaProgram.Result result = run("-Xmx24m", "roundtrip", file.toString());

    assertThat(result.err())
        .matches(
            "ocispec: the input does not fit into the Java heap of \\d+ MiB; raise the limit, for"
                + " example: java -Xmx2g -jar ocispec.jar …\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void aMegabyteOfTheSmallestNumbersTakesSeconds() throws IOException {
    String numbers = "5e-324,1.23456789e-310,".repeat(45_000) + "1";
    Path file =
        Files.writeString(
            folder.resolve("numbers.json"), "{\"ociVersion\":\"1.0.0\",\"x\":[" + numbers + "]}");

    JavaProgram.Result result = run("-Xmx256m", "digest", file.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).matches("sha256:[0-9a-f]{64}\n");
  }
}
