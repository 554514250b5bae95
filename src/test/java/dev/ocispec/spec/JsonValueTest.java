package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.JsonValue.Kind;
import dev.ocispec.spec.internal.JsonValueCollector;
import dev.ocispec.spec.internal.ValueWalk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class JsonValueTest {
  @Test
  void eachKindTellsWhatItIsAndHasNothingOfTheOthers() {
    JsonValue text = JsonValue.of("a");

    assertThat(text.kind()).isEqualTo(Kind.TEXT);
    assertThat(text.asText()).contains("a");
    assertThat(text.asNumber()).isEmpty();
    assertThat(text.asBoolean()).isEmpty();
    assertThat(text.elements()).isEmpty();
    assertThat(text.members()).isEmpty();
    assertThat(JsonValue.of(5).asNumber()).contains("5");
    assertThat(JsonValue.of(5).kind()).isEqualTo(Kind.INTEGER);
    assertThat(JsonValue.of(Unsigned64.MAX).asNumber()).contains("18446744073709551615");
    assertThat(JsonValue.of(true).asBoolean()).contains(true);
    assertThat(JsonValue.NULL.isNull()).isTrue();
    assertThat(text.isNull()).isFalse();
    assertThat(JsonValue.list(List.of(text)).elements()).containsExactly(text);
    assertThat(JsonValue.object(Map.of("k", text)).members()).containsEntry("k", text);
  }

  @Test
  void theOrderOfMembersDoesNotCountButThatOfElementsDoes() {
    Map<String, JsonValue> oneWay = new LinkedHashMap<>();
    oneWay.put("a", JsonValue.of(1));
    oneWay.put("b", JsonValue.of(2));
    Map<String, JsonValue> theOther = new LinkedHashMap<>();
    theOther.put("b", JsonValue.of(2));
    theOther.put("a", JsonValue.of(1));

    assertThat(JsonValue.object(oneWay))
        .isEqualTo(JsonValue.object(theOther))
        .hasSameHashCodeAs(JsonValue.object(theOther))
        .hasToString("{\"a\":1,\"b\":2}");
    assertThat(JsonValue.list(List.of(JsonValue.of(1), JsonValue.of(2))))
        .isNotEqualTo(JsonValue.list(List.of(JsonValue.of(2), JsonValue.of(1))));
  }

  @Test
  void aPointerLeadsToWhatStandsThere() {
    JsonValue limits = JsonValue.list(List.of(JsonValue.of(1), JsonValue.NULL));
    JsonValue value = JsonValue.object(Map.of("a/b", limits, "", JsonValue.of("unnamed")));

    assertThat(value.at(JsonPointer.ROOT)).contains(value);
    assertThat(value.at(JsonPointer.parse("/a~1b/0"))).contains(JsonValue.of(1));
    assertThat(value.at(JsonPointer.parse("/a~1b/1"))).contains(JsonValue.NULL);
    assertThat(value.at(JsonPointer.parse("/"))).contains(JsonValue.of("unnamed"));
  }

  @Test
  void aPointerThatLeadsNowhereFindsNothing() {
    JsonValue limits = JsonValue.list(List.of(JsonValue.of(1)));

    for (String nowhere :
        List.of(
            "/1", "/-", "/-1", "/00", "/01", "/a", "/", "/+0", "/99999999999999999999", "/0/0")) {
      assertThat(limits.at(JsonPointer.parse(nowhere))).as(nowhere).isEmpty();
    }
    assertThat(JsonValue.EMPTY_OBJECT.at(JsonPointer.parse("/0"))).isEmpty();
    assertThat(JsonValue.of("text").at(JsonPointer.parse("/0"))).isEmpty();
  }

  @Test
  void valuesOfDifferentKindsDiffer() {
    assertThat(JsonValue.of("1")).isNotEqualTo(JsonValue.of(1));
    assertThat(JsonValue.of("true")).isNotEqualTo(JsonValue.of(true));
    assertThat(JsonValue.of("null")).isNotEqualTo(JsonValue.NULL);
    assertThat(JsonValue.EMPTY_LIST).isNotEqualTo(JsonValue.EMPTY_OBJECT);
    assertThat(JsonValue.of(5)).isEqualTo(JsonValue.of(Unsigned64.of(5)));
  }

  @Test
  void whatItWasMadeOfMayChangeWithoutHarm() {
    List<JsonValue> elements = new ArrayList<>(List.of(JsonValue.of(1)));
    JsonValue list = JsonValue.list(elements);
    elements.clear();

    assertThat(list.elements()).hasSize(1);
    assertThatThrownBy(() -> list.elements().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> JsonValue.object(Map.of("a", list)).members().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void itsTextIsCompactJson() {
    JsonValue value =
        JsonValue.object(
            Map.of(
                "a\"\\\n\u0001é",
                JsonValue.list(
                    List.of(
                        JsonValue.NULL,
                        JsonValue.of(false),
                        JsonValue.of(-7),
                        JsonValue.of(""),
                        JsonValue.EMPTY_LIST,
                        JsonValue.EMPTY_OBJECT))));

    assertThat(value).hasToString("{\"a\\\"\\\\\\n\\u0001é\":[null,false,-7,\"\",[],{}]}");
  }

  @Test
  void aCollectorGivesTheValueThatItWasShown() {
    JsonValue value =
        JsonValue.object(
            Map.of(
                "list", JsonValue.list(List.of(JsonValue.of(Unsigned64.MAX), JsonValue.of(-1))),
                "empty", JsonValue.object(Map.of()),
                "text", JsonValue.of("x")));
    JsonValueCollector collector = new JsonValueCollector();

    assertThatThrownBy(collector::result).isInstanceOf(IllegalStateException.class);
    ValueWalk.show(value, collector);

    assertThat(collector.result()).isEqualTo(value);
  }
}
