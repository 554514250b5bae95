package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.cli.CommandLine.Result;
import dev.ocispec.json.HostileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile text on the command line: one line for each fault, the right code, in little time. */
@Tag("unit")
class HostileInputTest {
  private static final List<HostileText> TEXTS = HostileText.all();

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("TEXTS")
  void validateReportsItAndSaysNo(HostileText text) {
    Result result = CommandLine.runWith(text.bytes().get(), "validate", "-");

    assertThat(result.code()).isEqualTo(text.rule().equals("json-limit") ? 3 : 1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).containsPattern("\\[(json|schema)-");
    assertThat(result.out().lines())
        .allMatch(line -> line.matches("-:[0-9]+:[0-9]+: .* \\[[A-Za-z-]+] \\(must\\)"));
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void theJsonReportIsJson(HostileText text) {
    Result result =
        CommandLine.runWith(
            text.bytes().get(),
            "validate",
            "--checks",
            "schema",
            "--document",
            "config",
            "--engine",
            "json-schema-validator",
            "--format",
            "json",
            "-");

    assertThat(result.code()).isIn(1, 3);
    assertThat(JsonTrees.of(result.out()).at("/documents/0/valid").asBoolean(true)).isFalse();
    assertThat(JsonTrees.of(result.out()).at("/documents/0/findings/0/rule").asString(""))
        .matches("(json|schema)-.+");
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void noOtherCommandReadsIt(HostileText text) {
    byte[] bytes = text.bytes().get();
    for (String command : List.of("roundtrip", "canonical", "digest")) {
      Result result = CommandLine.runWith(bytes, command, "--document", "config", "-");

      assertThat(result.code()).as(command).isEqualTo(3);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("ocispec: ") && line.contains("[json-"));
    }
  }

  static Stream<HostileText> largeTexts() {
    return TEXTS.stream().filter(text -> text.rule().equals("json-limit"));
  }

  @ParameterizedTest
  @MethodSource("largeTexts")
  void aProcessWithLittleMemoryRefusesLargeInput(HostileText text)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("config.json"), text.bytes().get());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "validate",
                file.toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>(process.inputReader().lines().toList());

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", lines).isEqualTo(3);
    assertThat(lines).isNotEmpty().allMatch(line -> line.startsWith(file + ":"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "roundtrip", "canonical", "digest"})
  void aFileThatIsNotThereIsToldInOneLine(String command) {
    Path missing = folder.resolve("missing.json");

    Result result = CommandLine.run(command, missing.toString());

    assertThat(result)
        .isEqualTo(
            new Result(3, "", "ocispec: cannot read " + missing + ": no such file or folder\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "roundtrip", "canonical", "digest"})
  void aFolderIsNoDocument(String command) {
    Result result = CommandLine.run(command, folder.toString());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("ocispec: cannot read " + folder + ": ").hasLineCount(1);
  }
}
