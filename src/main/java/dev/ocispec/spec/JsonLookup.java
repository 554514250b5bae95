package dev.ocispec.spec;

import dev.ocispec.report.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The result of looking up a JSON pointer in a document: a value, or nothing.
 *
 * <p>The {@code as…} methods are empty both when there is no value and when it has another type;
 * {@link #value()} tells the two apart. An explicit {@code null} is a value.
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

  /** {@return whether there is a value, {@code null} included} */
  public boolean isPresent() {
    return value.isPresent();
  }

  /** {@return whether the value is an explicit {@code null}; false when there is none} */
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
   * {@return a whole number from -2^63 to 2^63-1} Empty for a number with a fraction or an
   * exponent, even if its value is whole; {@link #asUnsigned()} is for larger numbers.
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
