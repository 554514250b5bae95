package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code validate --oci-version}. */
@Tag("unit")
class ValidateReleaseTest {
  private static final String TIME =
      "{\"ociVersion\":\"1.0.2\",\"linux\":{\"namespaces\":[{\"type\":\"time\"}]}}";

  @ParameterizedTest
  @CsvSource({"newest, 0", "declared, 1", "1.0.0, 1", "1.1.0, 0", "1.4.0, 2"})
  void documentsAreJudgedByTheReleaseThatIsNamed(String version, int code) {
    assertThat(run("generated", version).code()).isEqualTo(code);
    assertThat(run("json-schema-validator", version).code()).isEqualTo(code);
  }

  @Test
  void theFindingIsAboutWhatTheReleaseKnows() {
    assertThat(run("generated", "declared").out())
        .startsWith("-:1:54: /linux/namespaces/0/type: expected one of mount, pid")
        .endsWith("found \"time\" [schema-enum] (must)\n");
  }

  @Test
  void aFolderHasItsOwnRelease() {
    assertThat(
            CommandLine.runWith(
                    TIME, "validate", "--oci-version", "1.0.2", "--official-schema", "x", "-")
                .err())
        .contains("--official-schema and --oci-version are mutually exclusive");
  }

  private static CommandLine.Result run(String engine, String version) {
    return CommandLine.runWith(
        TIME, "validate", "--checks", "schema", "--engine", engine, "--oci-version", version, "-");
  }
}
