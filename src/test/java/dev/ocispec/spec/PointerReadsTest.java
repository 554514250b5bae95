package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.RealDocument;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.JsonPointerException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any member is read by its pointer, and nothing is told from null. */
@Tag("unit")
class PointerReadsTest {
  private static final Spec SPEC =
      Json.read(
          """
          {"ociVersion": "1.3.0", "hostname": null, "mounts": [], "a/b": {"~": [1, [true]]},
           "process": {"cwd": "/", "args": ["sh", "-c"],
             "rlimits": [{"type": "RLIMIT_CORE", "soft": 18446744073709551615, "hard": 0}]},
           "linux": {"resources": {"memory": {"limit": -1}}, "x": 1.5}}
          """,
          Spec.class);

  @Test
  void aKnownMemberIsReadDeepDown() {
    assertThat(SPEC.at("/linux/resources/memory/limit").asLong()).hasValue(-1);
    assertThat(SPEC.at("/process/args/1").asText()).contains("-c");
    assertThat(SPEC.linux().orElseThrow().at("/resources/memory/limit").asLong()).hasValue(-1);
  }

  @Test
  void anUnknownMemberIsReadAsWell() {
    assertThat(SPEC.at("/a~1b/~0/1/0").asBoolean()).contains(true);
    assertThat(SPEC.at("/linux/x").asNumber()).contains("1.5");
    assertThat(SPEC.at("/linux/x").asLong()).as("not whole").isEmpty();
    assertThat(SPEC.at("/a~1b").members()).containsOnlyKeys("~");
    assertThat(SPEC.at("/a~1b/~0").elements()).hasSize(2);
  }

  @Test
  void theLargestLimitIsReadByItsOwnType() {
    JsonLookup soft = SPEC.at("/process/rlimits/0/soft");

    assertThat(soft.asUnsigned()).contains(Unsigned64.MAX);
    assertThat(soft.asLong()).isEmpty();
    assertThat(SPEC.at("/process/rlimits/0/hard").asUnsigned()).contains(Unsigned64.ZERO);
    assertThat(SPEC.at("/linux/resources/memory/limit").asUnsigned()).as("negative").isEmpty();
  }

  @Test
  void nullThatIsWrittenOutIsNotNothing() {
    assertThat(SPEC.at("/hostname").isPresent()).isTrue();
    assertThat(SPEC.at("/hostname").isNull()).isTrue();
    assertThat(SPEC.at("/hostname").asText()).isEmpty();
    assertThat(SPEC.at("/mounts").value()).contains(JsonValue.EMPTY_LIST);
    assertThat(SPEC.at("/domainname").isPresent()).isFalse();
    assertThat(SPEC.at("/domainname").isNull()).isFalse();
    assertThat(SPEC.at("/domainname").value()).isEmpty();
    assertThat(SPEC.at("/domainname").pointer()).isEqualTo(JsonPointer.parse("/domainname"));
  }

  @Test
  void aPointerThatLeadsNowhereFindsNothing() {
    for (String nowhere :
        new String[] {
          "/process/args/2", "/process/args/-", "/process/args/01", "/process/cwd/x", "/", "/limit"
        }) {
      assertThat(SPEC.at(nowhere).isPresent()).as(nowhere).isFalse();
    }
  }

  @Test
  void whatIsNoPointerIsRefused() {
    assertThatThrownBy(() -> SPEC.at("process/args"))
        .isInstanceOf(JsonPointerException.class)
        .hasMessageStartingWith(
            "expected a JSON pointer that is empty or begins with \"/\", found \"process/args\"");
    assertThatThrownBy(() -> Spec.builder().set("x", JsonValue.NULL))
        .isInstanceOf(JsonPointerException.class);
    assertThatThrownBy(() -> Spec.builder().remove("/~2")).isInstanceOf(JsonPointerException.class);
  }

  static Stream<RealDocument> realDocuments() {
    return RealDocument.all();
  }

  @ParameterizedTest
  @MethodSource("realDocuments")
  void everyPlaceOfARealDocumentIsFound(RealDocument document) {
    OciDocument read = Json.read(document.bytes(), document.kind().type());
    JsonValue json = JsonValues.read(document.bytes(), JsonLimits.DEFAULT);

    JsonPlaces.in(json)
        .forEach(
            (place, value) ->
                assertThat(read.at(place.toString()))
                    .isEqualTo(new JsonLookup(place, Optional.of(value))));
  }
}
