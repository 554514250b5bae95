package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import dev.ocispec.cli.CommandLine.Result;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class DocumentCommandsTest {
  @TempDir Path folder;

  @Test
  void emitWithoutTerminalPrintsTheFormThatRunsWhenPiped() {
    for (String preset : List.of("runc", "runc-rootless")) {
      Spec spec =
          Json.read(CommandLine.run("emit", "--preset", preset, "--no-terminal").out(), Spec.class);

      assertThat(spec.process().orElseThrow().terminal()).contains(false);
    }
    assertThat(CommandLine.run("emit", "--preset", "empty", "--no-terminal", "--compact").out())
        .isEqualTo("{\"ociVersion\":\"1.0.0\"}\n");
  }

  @Test
  void emitPrintsTheRuncPresetAndValidateTakesIt() {
    Result emitted = CommandLine.run("emit");

    assertThat(emitted.code()).isZero();
    assertThat(Json.read(emitted.out(), Spec.class)).isEqualTo(Presets.runc());
    assertThat(CommandLine.runWith(emitted.out(), "validate", "--checks", "schema", "-"))
        .isEqualTo(new Result(0, "-: valid (config)\n", ""));
  }

  @Test
  void emitMakesARootlessContainerWithoutNetwork() {
    Result emitted =
        CommandLine.run(
            "emit", "--preset", "runc-rootless", "--uid", "7", "--gid", "8", "--no-network");

    Spec spec = Json.read(emitted.out(), Spec.class);
    var linux = spec.linux().orElseThrow();
    assertThat(linux.uidMappings().get(0).hostID()).isEqualTo(7);
    assertThat(linux.gidMappings().get(0).hostID()).isEqualTo(8);
    assertThat(linux.namespaces()).extracting(n -> n.type()).contains(LinuxNamespaceType.NETWORK);
    assertThat(spec.mounts()).extracting(m -> m.type().orElse("")).contains("sysfs");
  }

  @Test
  void emitDeclaresTheReleaseThatWasAskedFor() {
    Result emitted =
        CommandLine.run("emit", "--preset", "empty", "--oci-version", "1.2.0", "--compact");

    assertThat(emitted.out()).isEqualTo("{\"ociVersion\":\"1.2.0\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emit --oci-version 2|--oci-version: expected one of 1.0.0, 1.0.1, 1.0.2, 1.1.0, 1.2.0,"
            + " 1.2.1, 1.3.0, found 2",
        "emit --preset docker|--preset: expected one of runc, runc-rootless, empty, ",
        "emit --uid 5|--uid and --gid require --preset runc-rootless",
        "emit --preset runc-rootless --uid x|--uid: expected an id from 0 to 4294967295, found x",
        "emit --pretty --compact|--pretty and --compact are mutually exclusive",
        "emit --what|Unknown option: '--what'",
        "validate|Missing required parameter: 'FILE'",
        "validate --engine generated --official-schema x -|--official-schema requires --engine"
            + " json-schema-validator",
        "validate --checks most -|--checks: expected one of all, schema, rules, found most",
      })
  void wrongUsageIsToldInOneLineWithCode2(String arguments, String message) {
    Result result = CommandLine.run(arguments.split(" "));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("ocispec: " + message);
  }

  @Test
  void validateReportsEveryFindingWithItsPlace() throws Exception {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"ociVersion\": \"1.0.0\",\n \"hostname\": 5, \"mounts\": [{}]}");

    Result result = CommandLine.run("validate", "--checks", "schema", file.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .isEqualTo(
            file
                + ":2:14: /hostname: expected a string, found a whole number [schema-type] (must)\n"
                + file
                + ":2:28: /mounts/0: required member \"destination\" is missing"
                + " [schema-required] (must)\n");
  }

  @Test
  void validateReportsWhatIsWrongWithTheJsonItselfAsFindings() {
    Result result =
        CommandLine.runWith("{\"ociVersion\":\"1\",\"ociVersion\":\"2\"} x", "validate", "-");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("/ociVersion: the name").contains("[json-duplicate-name]");
    assertThat(result.out()).contains("[json-trailing]");
  }

  @Test
  void aPatternIsShownAsTheSchemaSpellsIt() {
    Result result =
        CommandLine.runWith(
            "{\"ociVersion\":\"1.0.0\",\"linux\":{\"devices\":[{\"type\":\"x\",\"path\":\"/a\"}]}}",
            "validate",
            "--checks",
            "schema",
            "-");

    assertThat(result.out())
        .isEqualTo(
            "-:1:51: /linux/devices/0/type: expected text matching ^[cbup]$, found \"x\""
                + " [schema-pattern] (must)\n");
  }

  @Test
  void validatePrintsJsonForPrograms() {
    Result result =
        CommandLine.runWith(
            "{\"ociVersion\":\"1.0.0\",\"hostname\":5}",
            "validate",
            "--checks",
            "schema",
            "--format",
            "json",
            "-");

    assertThat(result.out())
        .isEqualTo(
            "{\"documents\":[{\"file\":\"-\",\"document\":\"config\",\"engine\":\"generated\",\"valid\":false,"
                + "\"findings\":[{\"rule\":\"schema-type\",\"level\":\"must\",\"pointer\":\"/hostname\",\"line\":1,\"column\":34,\"message\":\"expected"
                + " a string, found a whole number\"}]}]}\n");
  }

  @Test
  void validateGoesOnAfterAFileThatCantBeOpened() throws Exception {
    Path good = folder.resolve("good.json");
    Files.writeString(good, "{\"ociVersion\":\"1.0.0\"}");
    Path missing = folder.resolve("missing.json");

    Result result =
        CommandLine.run("validate", "--checks", "schema", missing.toString(), good.toString());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEqualTo(good + ": valid (config)\n");
    assertThat(result.err())
        .isEqualTo("ocispec: cannot read " + missing + ": no such file or folder\n");
  }

  @Test
  void validateJudgesWithJsonSchemaValidatorAndWithTheOfficialFiles() {
    String document = "{\"ociVersion\":\"1.0.0\",\"vm\":{}}";
    String official = Shared.path("official-schema/v1.3.0").toString();

    assertThat(CommandLine.runWith(document, "validate", "--engine", "json-schema-validator", "-"))
        .extracting(Result::code, Result::err)
        .containsExactly(1, "");
    assertThat(CommandLine.runWith(document, "validate", "--official-schema", official, "-").out())
        .contains("1:28: /vm: ")
        .contains("[schema-required] (must)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1", "{\"ociVersion\":\"1.0.0\"}}", "", "null", "[]", "{} //"})
  void roundtripRefusesWhatIsNoDocumentInOneLineWithAPlace(String input) {
    Result result = CommandLine.runWith(input, "roundtrip", "-");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .matches("ocispec: standard input: unreadable document: \\d+:\\d+: .* \\(must\\)\\n");
  }

  @Test
  void roundtripKeepsAllOfADocumentOfAnyKind() {
    String state =
        "{\"ociVersion\":\"1.0.2\",\"id\":\"a\",\"status\":\"paused\",\"bundle\":\"/b\",\"x\":[]}";

    assertThat(CommandLine.runWith(state, "roundtrip", "-").out().replaceAll("\\s", ""))
        .isEqualTo(state);
  }

  @Test
  void canonicalAndDigestDoNotDependOnTheOrderOfMembers() {
    String one = "{\"ociVersion\":\"1.0.0\",\"hostname\":\"a\",\"zz\":1}";
    String other = " {\"zz\": 1, \"hostname\": \"a\", \"ociVersion\": \"1.0.0\"}\n";

    assertThat(CommandLine.runWith(other, "canonical", "-").out())
        .isEqualTo("{\"hostname\":\"a\",\"ociVersion\":\"1.0.0\",\"zz\":1}");
    assertThat(CommandLine.runWith(one, "digest", "-").out())
        .isEqualTo(CommandLine.runWith(other, "digest", "-").out())
        .matches("sha256:[0-9a-f]{64}\\n");
  }

  @Test
  void helpIsThereForEveryCommandAndTheVersionNamesTheSpecification() {
    for (String command : Commands.all(List.of()).keySet()) {
      assertThat(CommandLine.run(command, "--help"))
          .extracting(Result::code, Result::err)
          .containsExactly(0, "");
    }
    assertThat(CommandLine.run("--version").out()).contains("OCI runtime specification 1.3.0");
  }

  @Test
  void withoutACommandTheUsageIsToldWithCode2() {
    assertThat(CommandLine.run()).extracting(Result::code).isEqualTo(2);
    assertThat(CommandLine.run("nonsense").err())
        .contains("Unmatched argument at index 0: 'nonsense'");
  }
}
