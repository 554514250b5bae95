package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate} makes of the bundle and the machine around a document. */
@Tag("unit")
class ValidateSurroundingsTest {
  private static final String HOOKS =
      "{\"ociVersion\":\"1.0.2\",\"process\":{\"cwd\":\"/\",\"args\":[\"a\"]},\"root\":{\"path\":\"rootfs\"},"
          + "\"hooks\":{\"createRuntime\":[{\"path\":\"/no/such/program\"}],"
          + "\"startContainer\":[{\"path\":\"/bin/none\"}]}}";

  @TempDir Path bundle;

  @Test
  void withoutAFileTheConfigurationOfTheBundleIsValidated() throws IOException {
    Files.writeString(bundle.resolve("config.json"), HOOKS);
    Files.createDirectory(bundle.resolve("rootfs"));
    CommandLine.Result result = CommandLine.run("validate", "--bundle", bundle.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .startsWith(bundle.resolve("config.json") + ":1:")
        .contains("[hooks-path-in-container-namespace] (must)")
        .doesNotContain("hooks-path-in-runtime-namespace");
  }

  @Test
  void theMachineIsLookedAtWhenAskedFor() {
    assertThat(CommandLine.runWith(HOOKS, "validate", "-").code()).isZero();
    CommandLine.Result result = CommandLine.runWith(HOOKS, "validate", "--host", "-");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "/hooks/createRuntime/0/path: expected a program of the host, found nothing at"
                + " \"/no/such/program\" [hooks-path-in-runtime-namespace] (must)");
  }

  @Test
  void thereIsNothingToValidateWithoutFileAndBundle() {
    assertThat(CommandLine.run("validate", "--host"))
        .isEqualTo(
            new CommandLine.Result(
                2,
                "",
                "ocispec: Missing required parameter: 'FILE', or --bundle for a bundle's"
                    + " config.json\n"));
    assertThat(CommandLine.run("validate", "--bundle", bundle.resolve("none").toString()).code())
        .isEqualTo(3);
    assertThat(CommandLine.run("validate", "--bundle", bundle.toString()).code()).isEqualTo(3);
  }
}
