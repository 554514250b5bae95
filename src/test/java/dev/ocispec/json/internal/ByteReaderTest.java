package dev.ocispec.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.RealDocument;
import dev.ocispec.json.HostileText;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader takes documents without fault, and nothing else. */
@Tag("unit")
class ByteReaderTest {
  static Stream<HostileText> hostile() {
    return HostileText.all().stream();
  }

  static Stream<RealDocument> real() {
    return RealDocument.all();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void itTakesNoHostileText(HostileText text) {
    assertThat(ByteReader.read(text.bytes().get(), Spec.class, JsonLimits.DEFAULT)).isNull();
  }

  @ParameterizedTest
  @MethodSource("real")
  void itTakesWhatRealProgramsWroteAsTheOtherReaderDoes(RealDocument document) {
    JsonLimits limits = JsonLimits.DEFAULT;

    assertThat(ByteReader.read(document.bytes(), document.kind().type(), limits))
        .isNotNull()
        .isEqualTo(
            DocumentParser.readWithPlaces(
                JsonText.of(document.bytes(), limits), document.kind().type(), limits));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a pair of escapes|\\ud83d\\ude00|\ud83d\ude00",
        "characters of two to four bytes|ä€\ud83d\ude00|ä€\ud83d\ude00",
        "an escape behind the eighth byte|12345678\\u0041|12345678A",
        "a character behind the eighth byte|12345678ä|12345678ä",
        "DEL|\u007f|\u007f",
      })
  void stringsAreWhatTheyStandFor(String what, String spelled, String text) {
    Spec spec = read("{\"ociVersion\":\"1.0.0\",\"hostname\":\"" + spelled + "\"}");

    assertThat(spec).as(what).isNotNull();
    assertThat(spec.hostname()).as(what).contains(text);
  }

  @Test
  void escapesAreWhatTheyStandFor() {
    Spec spec =
        read(
            "{\"ociVersion\":\"1.0.0\",\"hostname\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E4\\u00e4\"}");

    assertThat(spec).isNotNull();
    assertThat(spec.hostname()).contains("\"\\/\b\f\n\r\tää");
  }

  @Test
  void aNameIsTheSameWhenPartOfItIsEscaped() {
    Spec spec = read("{\"ociV\\u0065rsion\":\"1.0.0\",\"\\u0078\":1}");

    assertThat(spec).isNotNull();
    assertThat(spec.ociVersion()).isEqualTo("1.0.0");
    assertThat(spec.residue().members()).containsOnlyKeys("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775809",
        "1.5",
        "-0",
        "1e3",
        "-1.25E-7",
        "123456789012345678901234567890"
      })
  void anyNumberBelowAnUnknownNameKeepsItsSpelling(String number) {
    Spec spec = read("{\"ociVersion\":\"1.0.0\",\"x\":[" + number + "]}");

    assertThat(spec).isNotNull();
    assertThat(spec.residue().member("x"))
        .contains(JsonValue.list(List.of(JsonValue.number(number))));
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, true",
    "9223372036854775808, false",
    "-9223372036854775808, true",
    "-9223372036854775809, false",
    "99999999999999999999, false",
    "00, false",
    "1.0, false"
  })
  void aSignedNumberIsTakenWhenItFits(String number, boolean fits) {
    Spec spec = read(memory("\"limit\":" + number));

    assertThat(spec != null).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "10000000000000000000, true",
    "18446744073709551615, true",
    "18446744073709551616, false",
    "19999999999999999999, false",
    "20000000000000000000, false",
    "-1, false"
  })
  void anUnsignedNumberIsTakenWhenItFits(String number, boolean fits) {
    Spec spec = read(memory("\"swappiness\":" + number));

    assertThat(spec != null).isEqualTo(fits);
  }

  @Test
  void knownValuesAreTheConstants() {
    Spec spec =
        read(
            "{\"ociVersion\":\"1.0.0\",\"linux\":{\"namespaces\":[{\"type\":\"network\"},"
                + "{\"type\":\"m\\u006funt\"},{\"type\":\"other\"}]}}");

    assertThat(spec).isNotNull();
    assertThat(spec.linux().orElseThrow().namespaces().get(0).type())
        .isSameAs(LinuxNamespaceType.NETWORK);
    assertThat(spec.linux().orElseThrow().namespaces().get(1).type())
        .isSameAs(LinuxNamespaceType.MOUNT);
    assertThat(spec.linux().orElseThrow().namespaces().get(2).type())
        .isEqualTo(LinuxNamespaceType.of("other"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ociVersion\":\"1.0.0\",}",
        "{,\"ociVersion\":\"1.0.0\"}",
        "{\"ociVersion\":\"1.0.0\",\"mounts\":[,]}",
        "{\"ociVersion\":\"1.0.0\",\"mounts\":[{\"destination\":\"/\"},]}",
        "{\"ociVersion\":\"1.0.0\",\"linux\":{\"namespaces\":[{\"type\":\"pid\"}{}]}}",
        "{\"ociVersion\":\"1.0.0\",\"x\":[{} {}]}",
        "{\"ociVersion\":\"1.0.0\",\"x\":[[] []]}",
        "{\"ociVersion\":\"1.0.0\",\"annotations\":{\"a\":\"b\",}}",
        "{\"ociVersion\":\"1.0.0\"",
        "{\"ociVersion\":\"1.0.0\\\"}",
        "{\"ociVersion\":\"1.0.0\",\"x\":tru",
        "{\"ociVersion\":\"1.0.0\",\"x\":truex}",
        "{\"ociVersion\":\"1.0.0\",\"x\":1x}",
        "{\"ociVersion\"",
        "{\"ociVersion\":",
        "{\"",
        "{",
        ""
      })
  void aTextThatIsNotQuiteJsonIsNotTaken(String text) {
    assertThat(read(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\n\t", "\n        ", "\n\t\t\t\t\t\t\t\t\t", "\r\n  \t ", " \n\n "})
  void blanksOfAllKindsMayStandBetween(String blanks) {
    String text =
        "@{@\"ociVersion\"@:@\"1.0.0\"@,@\"mounts\"@:@[@{@\"destination\"@:@\"/\"@}@]@}@"
            .replace("@", blanks);

    Spec spec = read(text);

    assertThat(spec).isNotNull();
    assertThat(spec.mounts()).hasSize(1);
  }

  @Test
  void aTextOfManyLevelsIsLeftToTheReaderThatNeedsNoStackForThem() {
    byte[] text =
        ("{\"ociVersion\":\"1.0.0\",\"x\":" + "[".repeat(999) + "]".repeat(999) + "}")
            .getBytes(StandardCharsets.UTF_8);
    JsonLimits limits = new JsonLimits(10_000, 1000, 100, 100, 10_000, 1);

    assertThat(ByteReader.read(text, Spec.class, limits)).isNull();
    assertThat(DocumentParser.read(text, Spec.class, limits).residue().member("x")).isPresent();
  }

  private static String memory(String member) {
    return "{\"ociVersion\":\"1.0.0\",\"linux\":{\"resources\":{\"memory\":{" + member + "}}}}";
  }

  private static @Nullable Spec read(String text) {
    return (Spec)
        ByteReader.read(text.getBytes(StandardCharsets.UTF_8), Spec.class, JsonLimits.DEFAULT);
  }
}
