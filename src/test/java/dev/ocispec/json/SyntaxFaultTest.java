package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.report.Finding;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of text that is not JSON: in words of ours, with the place and the line. */
@Tag("unit")
class SyntaxFaultTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'\\udc00':1}|1:2",
        "{'\\ud800':1}|1:2",
        "{'\\ud800x':1}|1:2",
        "{'a\\ud83d\\ud83d\\ude00':1}|1:2",
        "{'x':{'a':[1,{'\\ud83d\\ude00':2,'\\\\\\ude00':3}]}}|1:32"
      })
  void halfOfASurrogatePairInANameIsSaidToBeOne(String text, String place) {
    Finding finding = fault(text.replace('\'', '"'));

    assertThat(finding.line().orElseThrow() + ":" + finding.column().orElseThrow())
        .isEqualTo(place);
    assertThat(finding.message())
        .startsWith("expected text, found a lone surrogate in the name; the line reads: {");
  }

  @Test
  void aBlankThatIsNoSpaceIsShown() {
    assertThat(fault("{\u00a0\"a\":1}").message())
        .isEqualTo(
            "expected a name in quotes, or }, found \\u00a0; the line reads: {\\u00a0\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|1:2|a name in quotes, or }, found the end of the text",
        "[|1:2|a value, found the end of the text",
        "{'a' 1}|1:6|a colon after the name, found 1",
        "{'a':}|1:6|a value, found }",
        "{'a':1 'b':2}|1:8|a comma or }, found a string",
        "{'a':1,}|1:8|a name in quotes, found }",
        "{a:1}|1:2|a name in quotes, or }, found a",
        "{'a':[1,]}|1:9|a value after the comma, found ]",
        "{'a':[1 2]}|1:9|a comma or ], found 2",
        "{'a':[1}|1:8|a comma or ], found }",
        "{'a':tru}|1:6|a value, found tru",
        "{'a':True}|1:6|a value, found True",
        "{'a':nullx}|1:6|a value, found nullx",
        "{'a':01}|1:6|a number without leading zeros, found 01",
        "{'a':1.}|1:8|a digit, found }",
        "{'a':.5}|1:6|a value, found .5",
        "{'a':+1}|1:6|a value, found +1",
        "{'a':1e}|1:8|a digit, found }",
        "{'a':NaN}|1:6|a value, found NaN",
        "{'a':'x}|1:6|a closing quote for this string, found the end of the text",
        "{'a:1}|1:2|a closing quote for this name, found the end of the text",
        "{'a':'\\x'}|1:8|one of ' \\ / b f n r t u after the backslash, found x",
        "{'a':'\\u12g4'}|1:11|four hexadecimal digits after \\u, found g4",
        "// x|1:1|a value, found / (JSON has no comments)",
        "{'a':1 # x|1:8|a comma or }, found # (JSON has no comments)",
        "{'ä':1 ö}|1:8|a comma or }, found ö",
      })
  void theMessageSaysWhatWasExpectedAndWhatWasFound(String text, String place, String message) {
    Finding finding = fault(text.replace('\'', '"'));

    assertThat(finding.rule()).isEqualTo("json-syntax");
    assertThat(finding.line().orElseThrow() + ":" + finding.column().orElseThrow())
        .isEqualTo(place);
    assertThat(finding.message())
        .isEqualTo(
            "expected "
                + message.replace('\'', '"')
                + "; the line reads: "
                + text.replace('\'', '"'));
  }

  @Test
  void theLineIsShownWithoutIndentationAndOfALongOneTheNeighbourhood() {
    assertThat(fault("{\n\t\"a\": 1\n\t\"b\": 2\n}").message())
        .isEqualTo("expected a comma or }, found a string; the line reads: \"b\": 2");
    String before = "x".repeat(100);
    assertThat(fault("{\"" + before + "\": oops, \"" + before + "\": 1}").message())
        .isEqualTo(
            "expected a value, found oops; the line reads: …"
                + "x".repeat(37)
                + "\": oops, \""
                + "x".repeat(33)
                + "…");
  }

  @Test
  void aBrokenFileIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), "{\"ociVersion\": \"1.0.0\"]");

    UnreadableDocumentException refused =
        catchThrowableOfType(UnreadableDocumentException.class, () -> Json.read(file, Spec.class));

    assertThat(refused.source()).contains(file.toString());
    assertThat(refused)
        .hasMessage(
            file
                + ": unreadable document: 1:23: /ociVersion: expected a comma or }, found ];"
                + " the line reads: {\"ociVersion\": \"1.0.0\"] [json-syntax] (must)");
  }

  @Test
  void aFileOfAnotherTypeIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), "{\"ociVersion\": 1}");

    assertThat(
            catchThrowableOfType(
                UnreadableDocumentException.class, () -> Json.read(file, Spec.class)))
        .hasMessageStartingWith(file + ": unreadable document: 1:16: /ociVersion: ");
  }

  private static Finding fault(String json) {
    return catchThrowableOfType(
            UnreadableDocumentException.class, () -> Json.read(json, Spec.class))
        .findings()
        .stream()
        .filter(finding -> finding.rule().equals("json-syntax"))
        .findFirst()
        .orElseThrow();
  }
}
