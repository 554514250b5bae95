package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.cli.CommandLine.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} with folders, and what it sums up. */
@Tag("unit")
class ValidateFoldersTest {
  private static final String GOOD = "{\"ociVersion\":\"1.0.0\"}";

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(folder.resolve("b/c"));
    Files.writeString(folder.resolve("z.json"), GOOD);
    Files.writeString(folder.resolve("a.json"), "{\"ociVersion\":\"1.0.0\",\"hostname\":5}");
    Files.writeString(folder.resolve("b/c/config.json"), GOOD);
    Files.writeString(folder.resolve("b/notes.txt"), "no JSON");
  }

  private Result run(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "validate";
    arguments[1] = "--checks";
    arguments[2] = "schema";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandLine.run(arguments);
  }

  @Test
  void everyDocumentBelowIsJudgedByName() {
    Result result = run(folder.toString());

    assertThat(result.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(folder + "/a.json:1:34: /hostname: "),
            line -> assertThat(line).isEqualTo(folder + "/b/c/config.json: valid (config)"),
            line -> assertThat(line).isEqualTo(folder + "/z.json: valid (config)"));
    assertThat(result.err())
        .isEqualTo("ocispec: 3 documents: 2 valid, 1 invalid; findings: 1 must\n");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void linksThatLeadInACircleAreFollowedOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("b/up"), folder);
    Files.createSymbolicLink(folder.resolve("b/same"), folder.resolve("b"));

    assertThat(run(folder.toString()).out()).hasLineCount(3);
  }

  @Test
  void aLinkThatLeadsNowhereIsToldOf() throws IOException {
    Files.createSymbolicLink(folder.resolve("b/gone.json"), Path.of("nowhere"));

    Result result = run(folder.toString());

    assertThat(result.err())
        .isEqualTo(
            "ocispec: cannot read "
                + folder
                + "/b/gone.json: no such file or folder\n"
                + "ocispec: 3 documents: 2 valid, 1 invalid, 1 not read; findings: 1 must\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void aFolderWithoutDocumentsIsAFault() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    Result result = run(empty.toString(), folder.resolve("z.json").toString());

    assertThat(result.out()).isEqualTo(folder + "/z.json: valid (config)\n");
    assertThat(result.err())
        .isEqualTo("ocispec: cannot read " + empty + ": no *.json file in it or below it\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void oneFileNeedsNoSummary() {
    assertThat(run(folder.resolve("z.json").toString()).err()).isEmpty();
  }

  @Test
  void allLevelsAreSummedUpWhateverIsPrinted() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{\"ociVersion\":\"1.0.0\",\"x-a\":1,\"mount\":1}");

    Result result =
        CommandLine.run(
            "validate",
            "--level",
            "root-required=should",
            "--level",
            "unknown-property-misspelt=runtime",
            folder.toString());

    assertThat(result.err())
        .matches(
            "ocispec: 3 documents: \\d valid, \\d invalid; findings: (\\d+ must, )?\\d+ runtime,"
                + " \\d+ should, 1 info\n");
  }
}
