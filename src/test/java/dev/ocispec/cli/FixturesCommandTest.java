package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fixtures generate}. */
@Tag("unit")
class FixturesCommandTest {
  @TempDir private Path folder;

  @Test
  void theFolderIsWrittenAndTheCountsArePrinted() throws IOException {
    Path out = folder.resolve("corpus");

    CommandLine.Result result =
        CommandLine.run(
            "fixtures", "generate", "--out", out.toString(), "--platform", "zos", "--seed", "7");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .matches(
            "(?s)\\d+ cases: accept \\d+, warn \\d+, reject \\d+, unspecified \\d+\n"
                + "\\d+ properties, \\d+ known values, \\d+ of \\d+ rules\n");
    try (Stream<Path> cases = Files.list(out.resolve("cases"))) {
      assertThat(result.out()).startsWith(cases.count() + " cases: ");
    }
  }

  @Test
  void aFolderThatIsNotEmptyIsAUsageError() throws IOException {
    Files.writeString(folder.resolve("mine"), "x");

    CommandLine.Result result = CommandLine.run("fixtures", "generate", "--out", folder.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("found a folder that is not empty at " + folder);
  }

  @Test
  void aPlatformOrASeedThatIsNoneIsAUsageError() {
    String out = folder.resolve("x").toString();

    CommandLine.Result platform =
        CommandLine.run("fixtures", "generate", "--out", out, "--platform", "beos");
    assertThat(platform.code()).isEqualTo(2);
    assertThat(platform.err())
        .contains(
            "--platform: expected one of linux, windows, solaris, vm, zos, freebsd, found beos");
    CommandLine.Result seed = CommandLine.run("fixtures", "generate", "--out", out, "--seed", "x");
    assertThat(seed.code()).isEqualTo(2);
    assertThat(seed.err()).contains("--seed: expected a whole number, found x");
    CommandLine.Result none = CommandLine.run("fixtures", "generate");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("missing required option --out");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAFaultOfTheOutput() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    CommandLine.Result result =
        CommandLine.run(
            "fixtures", "generate", "--platform", "zos", "--out", file.resolve("a").toString());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("cannot write the corpus to");
  }
}
