package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many files in one call: each is judged, whatever the others are. */
@Tag("unit")
class ValidateBatchTest {
  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static String config(String member) {
    return "{\"ociVersion\":\"1.0.0\"," + member + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"generated", "json-schema-validator"})
  void oddNamesAndNumbersAreJudgedLikeOthers(String engine) throws IOException {
    String name = file("name.json", config("\"" + "x".repeat(50_001) + "\":1"));
    String small = file("small.json", config("\"x\":1e-2147483648"));
    String smallest = file("smallest.json", config("\"x\":-1e-99999999999999999999"));
    String zero = file("zero.json", config("\"x\":0e99999999999"));
    String bounded =
        file("bounded.json", config("\"linux\":{\"resources\":{\"pids\":{\"limit\":1e-400}}}"));
    String good = file("good.json", config("\"hostname\":\"a\""));

    CommandLine.Result result =
        CommandLine.run(
            "validate",
            "--checks",
            "schema",
            "--engine",
            engine,
            name,
            small,
            smallest,
            zero,
            bounded,
            good);

    assertThat(result.err())
        .isEqualTo("ocispec: 6 documents: 5 valid, 1 invalid; findings: 1 must\n");
    assertThat(result.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo(name + ": valid (config)"),
            line -> assertThat(line).isEqualTo(small + ": valid (config)"),
            line -> assertThat(line).isEqualTo(smallest + ": valid (config)"),
            line -> assertThat(line).isEqualTo(zero + ": valid (config)"),
            line ->
                assertThat(line)
                    .startsWith(bounded + ":1:")
                    .contains("/linux/resources/pids/limit", "[schema-type]"),
            line -> assertThat(line).isEqualTo(good + ": valid (config)"));
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNotThereKeepsNoOtherFromBeingJudged() throws IOException {
    String good = file("good.json", config("\"hostname\":\"a\""));
    String missing = folder.resolve("missing.json").toString();

    CommandLine.Result result = CommandLine.run("validate", "--checks", "schema", missing, good);

    assertThat(result.out()).isEqualTo(good + ": valid (config)\n");
    assertThat(result.err())
        .isEqualTo("ocispec: cannot read " + missing + ": no such file or folder\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void aSchemaFolderThatIsNotThereIsNamed() throws IOException {
    String good = file("good.json", config("\"hostname\":\"a\""));
    Path missing = folder.resolve("schema");

    CommandLine.Result result =
        CommandLine.run("validate", "--official-schema", missing.toString(), good);

    assertThat(result.err())
        .isEqualTo(
            "ocispec: expected a folder with schema files, found nothing at " + missing + "\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void aSchemaFolderWithoutItsEntryFileIsToldByTheFile() throws IOException {
    String good = file("good.json", config("\"hostname\":\"a\""));

    CommandLine.Result result =
        CommandLine.run("validate", "--official-schema", folder.toString(), good);

    assertThat(result.err())
        .isEqualTo(
            "ocispec: cannot load the schema file config-schema.json: the folder has no readable"
                + " file config-schema.json\n");
    assertThat(result.code()).isEqualTo(3);
  }
}
