package dev.ocispec.testkit;

import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** JSON values of any form, for places where the schema says nothing. */
final class AnyJson {
  private static final List<String> NUMBERS =
      List.of("1.50", "-0.0", "1e5", "1E+300", "123456789012345678901234567890");

  private AnyJson() {}

  /** Any value, nested three levels at most. */
  static Arbitrary<JsonValue> values() {
    return values(3);
  }

  /** Any object. */
  static Arbitrary<JsonValue> objects() {
    return members(values(2)).map(JsonValue::object);
  }

  private static Arbitrary<JsonValue> values(int depth) {
    Arbitrary<JsonValue> scalar =
        Arbitraries.oneOf(
            Scalars.text().map(JsonValue::of),
            Arbitraries.longs().map(JsonValue::of),
            Arbitraries.of(NUMBERS).map(Scalars::number),
            Arbitraries.of(true, false).map(JsonValue::of),
            Arbitraries.of(
                JsonValue.NULL,
                JsonValue.EMPTY_LIST,
                JsonValue.EMPTY_OBJECT,
                Scalars.number("18446744073709551616")));
    if (depth == 1) {
      return scalar;
    }
    Arbitrary<JsonValue> inner = values(depth - 1);
    return Arbitraries.frequencyOf(
        Tuple.of(4, scalar),
        Tuple.of(1, inner.list().ofMaxSize(3).map(JsonValue::list)),
        Tuple.of(1, members(inner).map(JsonValue::object)));
  }

  private static Arbitrary<Map<String, JsonValue>> members(Arbitrary<JsonValue> values) {
    return Arbitraries.maps(Scalars.text(), values).ofMaxSize(3);
  }
}
