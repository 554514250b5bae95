package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.cli.CommandLine.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of {@code validate} that choose rules. */
@Tag("unit")
class ValidateRulesTest {
  private static final String ROOTLESS = "{\"ociVersion\":\"1.0.2\",\"mounts\":5}";

  @TempDir Path folder;

  private static String out(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "validate";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = "-";
    return CommandLine.runWith(ROOTLESS, arguments).out();
  }

  @Test
  void theSchemaTheRulesOrBothAreAsked() {
    assertThat(out()).contains("[root-required] (must)", "[schema-type] (must)");
    assertThat(out("--checks", "schema")).contains("[schema-type]").doesNotContain("root-required");
    assertThat(out("--checks", "rules")).contains("[root-required]").doesNotContain("schema-type");
  }

  @Test
  void aRuleIsLeftOutOrReportedAtAnotherLevel() {
    assertThat(out("--disable", "root-required")).doesNotContain("root-required");
    assertThat(out("--level", "root-required=should")).doesNotContain("root-required");
    assertThat(out("--level", "root-required=should", "--min-level", "should"))
        .contains("[root-required] (should)");
  }

  @Test
  void thePlatformIsThatOfTheSectionsUnlessItIsNamed() {
    assertThat(out("--platform", "windows"))
        .contains("[root-required-windows-server]")
        .doesNotContain("[root-required]");
    assertThat(out("--platform", "auto")).contains("[root-required]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--disable root-requird|--disable: expected the id of a rule, found \"root-requird\"; did"
            + " you mean root-required?",
        "--disable nothing-like-it-at-all|--disable: expected the id of a rule, found"
            + " \"nothing-like-it-at-all\"; docs/rules.md lists them",
        "--level root-required|--level: expected RULE=LEVEL with one of must, runtime, should,"
            + " info, found root-required",
        "--level root-required=MUST|--level: expected RULE=LEVEL with one of must, runtime, should,"
            + " info, found root-required=MUST",
        "--level rootrequired=must|--level: expected the id of a rule, found \"rootrequired\"; did"
            + " you mean root-required?",
        "--platform macos|--platform: expected one of auto, linux, windows, solaris, vm, zos,"
            + " freebsd, found macos",
        "--color no|--color: expected one of auto, always, never, found no",
        "--format xml|--format: expected one of text, json, sarif, junit, found xml",
      })
  void wrongUsageIsToldInOneLine(String options, String message) {
    Result result = CommandLine.runWith(ROOTLESS, ("validate - " + options).split(" "));

    assertThat(result.err()).isEqualTo("ocispec: " + message + "\n");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aBundleHasToBeAFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("config.json"), ROOTLESS);

    Result none = CommandLine.run("validate", "--bundle", folder + "/none", file.toString());
    Result noFolder = CommandLine.run("validate", "--bundle", file.toString(), file.toString());

    assertThat(none.err())
        .isEqualTo("ocispec: cannot read " + folder + "/none: no such file or folder\n");
    assertThat(noFolder.err()).startsWith("ocispec: cannot read " + file + ": ");
    assertThat(none.code()).isEqualTo(3);
    assertThat(noFolder.code()).isEqualTo(3);
    assertThat(CommandLine.run("validate", "--bundle", folder.toString(), file.toString()).code())
        .isEqualTo(1);
  }

  @Test
  void theJsonFormTellsWhatRuntimesDo() {
    assertThat(out("--format", "json"))
        .contains("\"rule\":\"root-required\"", "\"runtimes\":\"runc, crun and youki refuse");
  }
}
