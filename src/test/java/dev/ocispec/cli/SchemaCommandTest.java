package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.cli.CommandLine.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code schema}. */
@Tag("unit")
class SchemaCommandTest {
  @ParameterizedTest
  @CsvSource({
    "config, ociVersion",
    "state, status",
    "features, ociVersionMax",
    "process-state, state"
  })
  void itPrintsTheSchemaOfAKindOfDocuments(String kind, String property) {
    Result result = CommandLine.run("schema", "--document", kind);

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(JsonTrees.of(result.out()).path("title").asString(""))
        .isEqualTo("OCI runtime specification 1.3.0: " + kind);
    assertThat(JsonTrees.of(result.out()).path("properties").has(property)).isTrue();
  }

  @Test
  void withoutOptionsItIsThatOfConfigurationsOfTheNewestRelease() {
    assertThat(CommandLine.run("schema"))
        .isEqualTo(CommandLine.run("schema", "--document", "config", "--oci-version", "1.3.0"));
    assertThat(CommandLine.run("schema", "--oci-version", "1.0.2").out())
        .doesNotContain("domainname");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--document auto|--document: expected one of config, state, features, process-state, found"
            + " auto",
        "--oci-version 2|--oci-version: expected one of 1.0.0, 1.0.1, 1.0.2, 1.1.0, 1.2.0, 1.2.1,"
            + " 1.3.0, found 2",
        "--document features --oci-version 1.0.2|--oci-version: documents of kind features came"
            + " with 1.1.0, found 1.0.2",
      })
  void wrongUsageIsTold(String options, String message) {
    Result result = CommandLine.run(("schema " + options).split(" "));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("ocispec: " + message + "\n");
  }
}
