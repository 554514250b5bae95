package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class SupportsCommandTest {
  private static final String SPEC =
      "{\"ociVersion\":\"1.0.0\",\"hooks\":{\"poststop\":[{\"path\":\"/a\"}]}}";
  private static final String FEATURES =
      "{\"ociVersionMin\":\"1.0.0\",\"ociVersionMax\":\"1.2.0\",\"hooks\":[]}";

  @TempDir Path folder;
  private String features;

  @BeforeEach
  void writeFeatures() throws IOException {
    features = Files.writeString(folder.resolve("features.json"), FEATURES).toString();
  }

  private String runtime(String body) throws IOException {
    Path file = Files.writeString(folder.resolve("odd"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  @Test
  void whatTheRuntimeLacksIsListedWithItsPlace() {
    assertThat(CommandLine.runWith(SPEC, "supports", "-", "--features", features))
        .isEqualTo(
            new CommandLine.Result(
                1,
                "-: not supported: the runtime lacks 1 thing\n"
                    + "-:1:43: /hooks/poststop: the runtime does not support the hook \"poststop\""
                    + " [support-hook] (must)\n",
                ""));
  }

  @Test
  void aRuntimeThatHasAllIsTheAnswerYes() throws Exception {
    String asked = runtime("echo '" + FEATURES.replace("[]", "[\"poststop\"]") + "'");
    assertThat(CommandLine.runWith(SPEC, "supports", "--runtime", asked, "-"))
        .isEqualTo(new CommandLine.Result(0, "-: supported\n", ""));
  }

  @Test
  void programsGetTheFindingsInTheFormThatValidateUses() {
    assertThat(
            CommandLine.runWith(SPEC, "supports", "-", "--features", features, "--format", "json"))
        .isEqualTo(
            new CommandLine.Result(
                1,
                "{\"file\":\"-\",\"supported\":false,\"findings\":[{\"rule\":\"support-hook\","
                    + "\"level\":\"must\",\"pointer\":\"/hooks/poststop\",\"line\":1,\"column\":43,"
                    + "\"message\":\"the runtime does not support the hook \\\"poststop\\\"\","
                    + "\"specification\":\"features.md#featuresHooks\"}]}\n",
                ""));
  }

  @Test
  void aRuntimeWithoutTheCommandGetsAClearAnswer() throws Exception {
    String old = runtime("echo 'unknown command features' >&2; exit 1");
    assertThat(CommandLine.runWith(SPEC, "supports", "--runtime", old, "-"))
        .isEqualTo(
            new CommandLine.Result(
                4,
                "",
                "ocispec: "
                    + old
                    + " cannot tell what it supports: it has no features command (odd features:"
                    + " unknown command features); pass a features document of this runtime with"
                    + " --features\n"));
    assertThat(CommandLine.runWith(SPEC, "supports", "--runtime", "/no/such", "-").code())
        .isEqualTo(4);
  }

  @Test
  void exactlyOneSourceOfFeaturesIsNeeded() {
    assertThat(CommandLine.runWith(SPEC, "supports", "-"))
        .isEqualTo(
            new CommandLine.Result(
                2, "", "ocispec: expected either --features or --runtime, found neither\n"));
    assertThat(
            CommandLine.runWith(SPEC, "supports", "-", "--features", "-", "--runtime", "x").err())
        .isEqualTo("ocispec: expected either --features or --runtime, found both\n");
    assertThat(CommandLine.runWith(SPEC, "supports", "-", "--features", "-"))
        .isEqualTo(
            new CommandLine.Result(
                2, "", "ocispec: standard input is either the configuration or the features\n"));
    assertThat(CommandLine.run("supports").code()).isEqualTo(2);
  }

  @Test
  void inputThatIsNoSuchDocumentIsRefused() {
    CommandLine.Result result =
        CommandLine.runWith("{\"mounts\":7}", "supports", "-", "--features", features);
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).startsWith("ocispec: standard input").contains("/mounts");
    assertThat(CommandLine.runWith("[", "supports", features, "--features", "-").code())
        .isEqualTo(3);
    assertThat(CommandLine.run("supports", "/no/such", "--features", features).code()).isEqualTo(3);
  }
}
