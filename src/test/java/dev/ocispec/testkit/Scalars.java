package dev.ocispec.testkit;

import dev.ocispec.schema.internal.IntegerSchema;
import dev.ocispec.schema.internal.TextSchema;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.spec.internal.JsonValueCollector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Strings and numbers. */
final class Scalars {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Texts that programs trip over: empty, to be escaped, beyond ASCII, beyond 16 bits. */
  private static final List<String> AWKWARD =
      List.of(
          "",
          " ",
          "a=b=c",
          "\"quoted\" \\ /",
          "\b\f\n\r\t",
          "\u0000\u001f\u007f",
          "\u0085\u2028\u2029\ufeff",
          "caf\u00e9",
          "\ud834\udd1e\uffff\ue000",
          "~0~1/",
          "null",
          "0");

  private Scalars() {}

  /** Any text that UTF-8 can express. */
  static Arbitrary<String> text() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8)),
        Tuple.of(2, Arbitraries.strings().withChars("A/=.-_:,").alpha().ofMaxLength(12)),
        Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(6)),
        Tuple.of(1, Arbitraries.of(AWKWARD)));
  }

  /** Strings that {@code schema} allows: known ones, and others where there may be any. */
  static Arbitrary<String> text(TextSchema schema) {
    List<Tuple.Tuple2<Integer, Arbitrary<String>>> choices = new ArrayList<>();
    if (!schema.values().isEmpty()) {
      choices.add(Tuple.of(3, Arbitraries.of(List.copyOf(schema.values().keySet()))));
    }
    if (!schema.closed()) {
      choices.add(
          Tuple.of(1, schema.pattern().map(PatternText::matching).orElseGet(Scalars::text)));
    }
    return Arbitraries.frequencyOf(choices);
  }

  /** Numbers that {@code schema} allows, its bounds among them; 64 bits where it has none. */
  static Arbitrary<JsonValue> integer(IntegerSchema schema) {
    BigInteger least = schema.minimum().orElse(LEAST);
    BigInteger most = schema.maximum().orElse(MOST);
    BigInteger small = least.max(BigInteger.ZERO);
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(least)),
            Tuple.of(1, Arbitraries.just(most)),
            Tuple.of(
                3, Arbitraries.bigIntegers().between(small, most.min(small.add(BigInteger.TEN)))),
            Tuple.of(2, Arbitraries.bigIntegers().between(least, most)))
        .map(Scalars::number);
  }

  /** A whole number of any size. */
  static JsonValue number(BigInteger value) {
    if (value.bitLength() < 64) {
      return JsonValue.of(value.longValue());
    }
    return value.signum() > 0 && value.bitLength() == 64
        ? JsonValue.of(Unsigned64.of(value))
        : number(value.toString());
  }

  /** Any number, by its spelling in JSON. */
  static JsonValue number(String literal) {
    JsonValueCollector collector = new JsonValueCollector();
    collector.number(literal);
    return collector.result();
  }
}
