package dev.ocispec.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import java.io.IOException;
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
class BuildRequestJsonTest {
  private static final String FULL =
      """
      {"inputs": [{"name": "foo", "source": "/host/path"}, {"name": "bar"}],
       "commandArgs": ["/bin/sh", "-c", "true"],
       "workingDir": "build",
       "scratchPaths": ["build", "nix/store"],
       "inputsDir": "nix/store",
       "outputs": ["nix/store/x"],
       "environment": [{"key": "K", "value": "v"}],
       "constraints": {"system": "x86_64-linux", "minMemory": 4096,
         "availableReadOnlyPaths": ["/dev/kvm"], "networkAccess": true, "provideBinSh": true},
       "additionalFiles": [{"path": "build/a", "contents": "text"},
         {"path": "build/b", "contentsBase64": "AAH/"}],
       "refscanNeedles": ["abc"]}
      """;

  private static List<Finding> faults(String json) {
    InvalidBuildRequestException refused =
        catchThrowableOfType(InvalidBuildRequestException.class, () -> BuildRequestJson.read(json));
    assertThat(refused).as("the request is refused").isNotNull();
    return refused.findings();
  }

  private static List<String> lines(String json) {
    return faults(json).stream().map(Finding::toLine).toList();
  }

  @Test
  void aFullRequestIsRead() {
    assertThat(BuildRequestJson.read(FULL))
        .isEqualTo(
            BuildRequest.builder()
                .addInput("foo", Path.of("/host/path"))
                .addInput("bar")
                .commandArgs("/bin/sh", "-c", "true")
                .workingDir("build")
                .scratchPaths("build", "nix/store")
                .inputsDir("nix/store")
                .outputs("nix/store/x")
                .putEnvironment("K", "v")
                .constraints(
                    c ->
                        c.system("x86_64-linux")
                            .minMemory(4096)
                            .availableReadOnlyPaths("/dev/kvm")
                            .networkAccess(true)
                            .provideBinSh(true))
                .addAdditionalFile("build/a", "text")
                .addAdditionalFile("build/b", new byte[] {0, 1, -1})
                .refscanNeedles("abc")
                .build());
  }

  @Test
  void aFileIsRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("request.json"), FULL);
    assertThat(BuildRequestJson.read(file)).isEqualTo(BuildRequestJson.read(FULL));
    assertThatThrownBy(() -> BuildRequestJson.read(folder.resolve("absent.json")))
        .isInstanceOf(DocumentAccessException.class)
        .hasMessageContaining("absent.json: no such file or folder");
  }

  @Test
  void onlyTheCommandIsRequired() {
    assertThat(BuildRequestJson.read("{\"commandArgs\":[\"/x\"]}"))
        .isEqualTo(BuildRequest.builder().commandArgs("/x").build());
    assertThat(lines("{}"))
        .containsExactly(
            "1:1: (request): required member \"commandArgs\" is missing"
                + " [request-missing-member] (must)");
  }

  @Test
  void unknownMembersAreFaults() {
    assertThat(
            lines(
                """
                {"commandArgs": ["/x"], "a/b~": 1,
                 "constraints": {"System": "s"},
                 "environment": [{"key": "k", "value": "v", "extra": []}]}
                """))
        .containsExactly(
            "1:33: /a~1b~0: expected only known members, found \"a/b~\""
                + "; known members: additionalFiles, commandArgs,"
                + " constraints, environment, inputs, inputsDir, normalise, outputDigests, outputs,"
                + " refscanNeedles, scratchPaths, workingDir [request-unknown-member] (must)",
            "2:28: /constraints/System: expected only known members, found \"System\""
                + "; known members: availableReadOnlyPaths, limits, minMemory,"
                + " network, networkAccess, overlays, provideBinSh, rootFs,"
                + " system [request-unknown-member] (must)",
            "3:54: /environment/0/extra: expected only known members, found \"extra\""
                + "; known members: key, value [request-unknown-member] (must)");
  }

  @Test
  void everyWrongTypeIsNotedOnce() {
    assertThat(
            faults(
                """
                {"commandArgs": ["/x", 7], "workingDir": null, "scratchPaths": "build",
                 "inputs": [{"name": true}, "foo", {}], "inputsDir": "in",
                 "constraints": {"minMemory": 1.5, "networkAccess": "yes", "provideBinSh": 1},
                 "additionalFiles": [{"path": "f", "contents": {}}],
                 "environment": [{"key": [], "value": false}]}
                """))
        .extracting(finding -> finding.pointer() + " " + finding.message())
        .containsExactlyInAnyOrder(
            "/commandArgs/1 expected a string, found a number",
            "/workingDir expected a string, found null",
            "/scratchPaths expected a list, found a string",
            "/inputs/0/name expected a string, found true or false",
            "/inputs/1 expected an object, found a string",
            "/inputs/2 required member \"name\" is missing",
            "/constraints/minMemory expected a whole number of 64 bits, as a number or as a string"
                + " of digits, found a number \"1.5\"",
            "/constraints/networkAccess expected true or false, found a string",
            "/constraints/provideBinSh expected true or false, found a number",
            "/additionalFiles/0/contents expected a string, found an object",
            "/environment/0/key expected a string, found a list",
            "/environment/0/value expected a string, found true or false");
  }

  @Test
  void aDocumentThatIsNoObjectIsOneFault() {
    assertThat(lines("[]"))
        .containsExactly("1:1: (request): expected an object, found a list [request-type] (must)");
  }

  @Test
  void faultsOfTypeAndOfContentComeTogether() {
    assertThat(
            faults(
                """
                {"commandArgs": ["/x"], "workingDir": 1, "scratchPaths": ["/a", "b", "b"],
                 "inputs": [{"name": "a/b", "source": "x"}]}
                """))
        .extracting(Finding::pointer)
        .containsExactly(
            "/inputsDir",
            "/workingDir",
            "/scratchPaths/0",
            "/scratchPaths/2",
            "/inputs/0/name",
            "/inputs/0/source");
  }

  @Test
  void aFaultOfContentHasLineAndColumn() {
    assertThat(lines("{\"commandArgs\": [\"/x\"],\n  \"outputs\": [\"a\", \"../b\"]}"))
        .containsExactly(
            "2:20: /outputs/1: expected a clean path relative to the container's root, found"
                + " the component \"..\": \"../b\" [request-path] (must)");
  }

  @Test
  void aFaultOfWhatIsNotThereHasThePlaceOfItsParent() {
    assertThat(lines("{\"commandArgs\": [\"/x\"], \"inputs\": [{\"name\": \"a\"}]}"))
        .containsExactly(
            "1:1: /inputsDir: expected a folder for the inputs, found none"
                + " [request-inputs-dir] (must)");
    assertThat(
            lines(
                """
                {"commandArgs": ["/x"], "additionalFiles": [
                  {"path": "a", "contents": ""},
                  {"contents": "b"}]}
                """))
        .containsExactly(
            "3:3: /additionalFiles/1: required member \"path\" is missing"
                + " [request-missing-member] (must)");
  }

  @Test
  void anAdditionalFileHasItsBytesInOneForm() {
    assertThat(
            faults(
                """
                {"commandArgs": ["/x"], "additionalFiles": [
                  {"path": "a", "contents": "", "contentsBase64": ""},
                  {"path": "b", "contents": "b", "contentsBase64": "AAH/"},
                  {"path": "c", "contentsBase64": "?"}]}
                """))
        .extracting(finding -> finding.pointer() + " " + finding.rule() + " " + finding.message())
        .containsExactly(
            "/additionalFiles/1/contents request-missing-member expected either \"contents\" or"
                + " \"contentsBase64\", found both",
            "/additionalFiles/2/contentsBase64 request-base64 expected base64 with padding, found"
                + " \"?\"");
  }

  /** As clients of the protocol send what they did not set. */
  @Test
  void anEmptyMemberIsOneThatIsLeftOut() {
    BuildRequest bare =
        BuildRequestJson.read(
            """
            {"commandArgs": ["/x"], "environment": [{"key": "K"}],
             "additionalFiles": [{"path": "none"}, {"path": "text", "contents": "t"},
               {"path": "bytes", "contentsBase64": "AAH/"}]}
            """);
    assertThat(
            BuildRequestJson.read(
                """
                {"inputs": [], "commandArgs": ["/x"], "workingDir": "", "scratchPaths": [],
                 "inputsDir": "", "outputs": [],
                 "environment": [{"key": "K", "value": ""}],
                 "constraints": {"system": "", "minMemory": 0, "availableReadOnlyPaths": [],
                   "networkAccess": false, "provideBinSh": false},
                 "additionalFiles": [{"path": "none", "contents": "", "contentsBase64": ""},
                   {"path": "text", "contents": "t", "contentsBase64": ""},
                   {"path": "bytes", "contents": "", "contentsBase64": "AAH/"}],
                 "refscanNeedles": []}
                """))
        .isEqualTo(bare)
        .isEqualTo(
            BuildRequest.builder()
                .commandArgs("/x")
                .putEnvironment("K", "")
                .addAdditionalFile("none", "")
                .addAdditionalFile("text", "t")
                .addAdditionalFile("bytes", new byte[] {0, 1, -1})
                .build());
    assertThat(
            BuildRequestJson.read(
                """
                {"commandArgs": ["/x"], "inputsDir": "in", "constraints": {},
                 "inputs": [{"name": "a", "source": ""}]}
                """))
        .isEqualTo(BuildRequest.builder().commandArgs("/x").inputsDir("in").addInput("a").build());
  }

  /** As protobuf's JSON writes 64-bit numbers. */
  @ParameterizedTest
  @CsvSource({
    "'\"0\"', 0",
    "'\"4096\"', 4096",
    "4096, 4096",
    "'\"9223372036854775807\"', 9223372036854775807",
    "9223372036854775807, 9223372036854775807"
  })
  void anAmountOfMemoryIsANumberOrItsDigits(String written, long bytes) {
    assertThat(
            BuildRequestJson.read(
                "{\"commandArgs\": [\"/x\"], \"constraints\": {\"minMemory\": " + written + "}}"))
        .isEqualTo(
            BuildRequest.builder().commandArgs("/x").constraints(c -> c.minMemory(bytes)).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "+1",
        "0x10",
        "1e3",
        "4k",
        "007",
        "1.0",
        "9223372036854775808",
        "-9223372036854775809",
        "٣",
        "null"
      })
  void otherTextIsNoAmountOfMemory(String text) {
    assertThat(
            lines(
                "{\"commandArgs\": [\"/x\"],\n \"constraints\": {\"minMemory\": \""
                    + text
                    + "\"}}"))
        .containsExactly(
            "2:31: /constraints/minMemory: expected a whole number of 64 bits, as a number or as a"
                + " string of digits, found a string \""
                + text
                + "\" [request-type] (must)");
  }

  @Test
  void anAmountOfMemoryInDigitsIsStillChecked() {
    assertThat(lines("{\"commandArgs\": [\"/x\"], \"constraints\": {\"minMemory\": \"-1\"}}"))
        .containsExactly(
            "1:54: /constraints/minMemory: expected 0 bytes or more, found -1 [request-memory]"
                + " (must)");
  }

  @Test
  void whatMustNotBeEmptyIsRefusedWhenItIs() {
    assertThat(
            faults(
                """
                {"commandArgs": [""], "inputsDir": "", "scratchPaths": [""], "outputs": [""],
                 "inputs": [{"name": ""}], "environment": [{"key": ""}],
                 "constraints": {"availableReadOnlyPaths": [""]},
                 "additionalFiles": [{"path": ""}], "refscanNeedles": [""]}
                """))
        .extracting(Finding::pointer)
        .containsExactlyInAnyOrder(
            "/commandArgs/0",
            "/inputsDir",
            "/scratchPaths/0",
            "/outputs/0",
            "/inputs/0/name",
            "/environment/0/key",
            "/constraints/availableReadOnlyPaths/0",
            "/additionalFiles/0/path",
            "/refscanNeedles/0");
  }

  @Test
  void aSourceThatIsNoPathIsAFault() {
    assertThat(
            faults(
                """
                {"commandArgs": ["/x"], "inputsDir": "i",
                 "inputs": [{"name": "a", "source": "/a\\u0000b"}]}
                """))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.pointer()).isEqualTo("/inputs/0/source");
              assertThat(finding.rule()).isEqualTo("request-text");
              assertThat(finding.message())
                  .startsWith("expected a path of the host, found \"/a\\u0000b\": ");
            });
  }

  @Test
  void whatIsNoJsonIsNotRead() {
    assertThatThrownBy(() -> BuildRequestJson.read("{\"commandArgs\": [\"/x\"],"))
        .isInstanceOf(UnreadableDocumentException.class);
    assertThatThrownBy(() -> BuildRequestJson.read("{\"outputs\": [], \"outputs\": []}"))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("the name \"outputs\" appears twice in one object");
  }
}
