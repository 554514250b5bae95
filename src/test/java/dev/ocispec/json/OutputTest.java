package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How documents look when they are written. */
@Tag("unit")
class OutputTest {
  private static final Spec SPEC =
      Spec.builder()
          .ociVersion("1.0.2")
          .hostname("a \"b\" \\ / \u0001 \u007f é 𝄞")
          .root(r -> r.path("rootfs"))
          .addMount(m -> m.destination("/proc").options("ro", "nosuid"))
          .addMount(m -> m.destination("/empty"))
          .linux(l -> l.putSysctl("b", "1").putSysctl("a", "2").resources(r -> r.memory(m -> {})))
          .putUnknownMember("z", JsonValue.list(List.of()))
          .putUnknownMember("y", JsonValue.list(List.of(JsonValue.NULL, JsonValue.EMPTY_OBJECT)))
          .build();

  @Test
  void thePrettyFormHasAMemberOnEachLine() {
    assertThat(Json.unchecked().toPrettyString(SPEC))
        .isEqualTo(
            """
            {
              "ociVersion": "1.0.2",
              "root": {
                "path": "rootfs"
              },
              "hostname": "a \\"b\\" \\\\ / \\u0001 \u007f é 𝄞",
              "mounts": [
                {
                  "destination": "/proc",
                  "options": [
                    "ro",
                    "nosuid"
                  ]
                },
                {
                  "destination": "/empty"
                }
              ],
              "linux": {
                "sysctl": {
                  "b": "1",
                  "a": "2"
                },
                "resources": {
                  "memory": {}
                }
              },
              "y": [
                null,
                {}
              ],
              "z": []
            }
            """);
  }

  @Test
  void theCompactFormHasTheSameOrderAndNoSpace() {
    assertThat(Json.unchecked().toString(SPEC))
        .startsWith("{\"ociVersion\":\"1.0.2\",\"root\":{\"path\":\"rootfs\"},\"hostname\":")
        .endsWith(
            "\"linux\":{\"sysctl\":{\"b\":\"1\",\"a\":\"2\"},\"resources\":{\"memory\":{}}},"
                + "\"y\":[null,{}],\"z\":[]}");
    assertThat(Json.unchecked().toBytes(SPEC))
        .isEqualTo(Json.unchecked().toString(SPEC).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theCanonicalFormOrdersNamesAndEscapesNoMoreThanItMust() {
    assertThat(Json.unchecked().toCanonicalBytes(SPEC))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"hostname\":\"a \\\"b\\\" \\\\ / \\u0001 \u007f é 𝄞\","
                + "\"linux\":{\"resources\":{\"memory\":{}},\"sysctl\":{\"a\":\"2\",\"b\":\"1\"}},"
                + "\"mounts\":[{\"destination\":\"/proc\",\"options\":[\"ro\",\"nosuid\"]},"
                + "{\"destination\":\"/empty\"}],\"ociVersion\":\"1.0.2\","
                + "\"root\":{\"path\":\"rootfs\"},\"y\":[null,{}],\"z\":[]}");
  }

  @Test
  void namesAreOrderedByTheirUtf16Units() {
    // By code points U+FB33 would come before U+1F600; its first UTF-16 unit is the larger one.
    Spec spec =
        Spec.builder()
            .ociVersion("1")
            .putAnnotation("\ufb33", "")
            .putAnnotation("\ud83d\ude00", "")
            .putAnnotation("é", "")
            .putAnnotation("\r", "")
            .putAnnotation("1", "")
            .putAnnotation("Z", "")
            .putAnnotation("a", "")
            .build();

    assertThat(Json.toCanonicalBytes(spec))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"annotations\":{\"\\r\":\"\",\"1\":\"\",\"Z\":\"\",\"a\":\"\",\"é\":\"\","
                + "\"\ud83d\ude00\":\"\",\"\ufb33\":\"\"},\"ociVersion\":\"1\"}");
  }

  @Test
  void theOrderOfInputDoesNotChangeTheDigest() {
    Spec one = Json.read("{\"ociVersion\":\"1.0.0\",\"x\":{\"a\":1,\"b\":[2]}}", Spec.class);
    Spec other =
        Json.read("{\"x\": {\"b\": [2], \"a\": 1}, \"ociVersion\": \"1.0.0\"}", Spec.class);

    assertThat(Json.digest(one)).isEqualTo(Json.digest(other)).matches("sha256:[0-9a-f]{64}");
    assertThat(Json.digest(one)).isNotEqualTo(Json.digest(Spec.builder().build()));
  }

  /** The ways to write a document that make text of it. */
  static Stream<Named<Function<Spec, Object>>> writers() {
    return Stream.of(DocumentWriter.CHECKED, DocumentWriter.UNCHECKED)
        .flatMap(
            writer ->
                Stream.of(
                    Named.of("compact bytes", writer::toBytes),
                    Named.of("compact text", writer::toString),
                    Named.of("pretty text", writer::toPrettyString),
                    Named.of("canonical bytes", writer::toCanonicalBytes),
                    Named.of("digest", writer::digest)));
  }

  @ParameterizedTest
  @MethodSource("writers")
  void halfASurrogatePairIsNeverWritten(Function<Spec, Object> writer) {
    Spec spec =
        Spec.builder()
            .hostname("a\ud800")
            .putAnnotation("k\udc00", "v")
            .putUnknownMember("x", JsonValue.list(List.of(JsonValue.of("\udfff"))))
            .build();

    InvalidDocumentException refused =
        catchThrowableOfType(InvalidDocumentException.class, () -> writer.apply(spec));

    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.report().findings())
        .extracting(Finding::toLine)
        .containsExactly(
            "/annotations/k\\udc00: expected text, found a lone surrogate in"
                + " \"k\\udc00\" [json-encoding] (must)",
            "/hostname: expected text, found a lone surrogate in \"a\\ud800\""
                + " [json-encoding] (must)",
            "/x/0: expected text, found a lone surrogate in \"\\udfff\""
                + " [json-encoding] (must)");
  }

  @Test
  void aDocumentAsDeepAsCanBeReadIsWrittenAgain() {
    String json = "{\"ociVersion\":\"1.0.0\",\"x\":" + "[".repeat(999) + "]".repeat(999) + "}";
    JsonLimits deep = new JsonLimits(1 << 20, 1000, 1000, 100, 100_000, 10);

    Spec read = Json.read(json.getBytes(StandardCharsets.UTF_8), Spec.class, deep);

    assertThat(Json.toString(read)).isEqualTo(json);
    assertThat(Json.toCanonicalBytes(read)).hasSameSizeAs(json.getBytes(StandardCharsets.UTF_8));
    assertThat(read.toString()).contains("[[[[");
    assertThat(Json.toPrettyString(read)).hasLineCount(4 + 2 * 998);
  }
}
