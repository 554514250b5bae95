package dev.ocispec.spec;

import dev.ocispec.report.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What stands at one place of a document, looked up by its JSON pointer: a value, or nothing.
 *
 * <p>The {@code as…} methods are empty when nothing stands there and when it is something else than
 * they are for; {@link #value()} tells the two apart. A {@code null} that is written out is a
 * value.
 *
 * @param pointer the place that was asked for
 * @param value what stands there; empty when nothing does
 */
public record JsonLookup(JsonPointer pointer, Optional<JsonValue> value) {
  /**
   * Checks that nothing is null.
   *
   * @param pointer the place that was asked for
   * @param value what stands there; empty when nothing does
   */
  public JsonLookup {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(value, "value");
  }

  /** {@return whether something stands there, be it {@code null}} */
  public boolean isPresent() {
    return value.isPresent();
  }

  /** {@return whether a {@code null} is written out there; false when nothing stands there} */
  public boolean isNull() {
    return value.filter(JsonValue::isNull).isPresent();
  }

  /** {@return the text of a string} */
  public Optional<String> asText() {
    return value.flatMap(JsonValue::asText);
  }

  /** {@return the truth value} */
  public Optional<Boolean> asBoolean() {
    return value.flatMap(JsonValue::asBoolean);
  }

  /**
   * {@return a whole number from -2^63 to 2^63-1} A number with a fraction or an exponent is none,
   * even when its value is whole; for larger ones there is {@link #asUnsigned()}.
   */
  public OptionalLong asLong() {
    return value.map(JsonValue::asLong).orElseGet(OptionalLong::empty);
  }

  /** {@return a whole number from 0 to 2^64-1} */
  public Optional<Unsigned64> asUnsigned() {
    return value.flatMap(JsonValue::asUnsigned);
  }

  /** {@return the spelling of any number} */
  public Optional<String> asNumber() {
    return value.flatMap(JsonValue::asNumber);
  }

  /** {@return the elements of a list; none when there is no list} */
  public List<JsonValue> elements() {
    return value.map(JsonValue::elements).orElseGet(List::of);
  }

  /** {@return the members of an object by name; none when there is no object} */
  public Map<String, JsonValue> members() {
    return value.map(JsonValue::members).orElseGet(Map::of);
  }
}
