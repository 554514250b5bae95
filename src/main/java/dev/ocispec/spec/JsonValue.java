package dev.ocispec.spec;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.internal.CompactText;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON value, immutable: the content of a document where the specification leaves the form open
 * or defines nothing.
 *
 * <p>Equality is equality of JSON trees: the order of members does not count. Numbers that are not
 * whole, or do not fit 64 bits, keep their spelling and are compared by it.
 */
public final class JsonValue implements JacksonScalar {
  /** The literal {@code null}. */
  public static final JsonValue NULL = new JsonValue(Kind.NULL, "null");

  /** {@code []}. */
  public static final JsonValue EMPTY_LIST = new JsonValue(Kind.LIST, List.of());

  /** {@code {}}. */
  public static final JsonValue EMPTY_OBJECT = new JsonValue(Kind.OBJECT, Map.of());

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  // Not -0, which is no whole number to everyone.
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,19}");

  // The digits that always fit an int.
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  /** The kinds of JSON values. */
  public enum Kind {
    /** An object with members. */
    OBJECT,
    /** A list of elements. */
    LIST,
    /** A string. */
    TEXT,
    /** A whole number that fits 64 bits with or without sign. */
    INTEGER,
    /** Any other number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** {@code null}. */
    NULL
  }

  private final Kind kind;
  private final Object content;

  private JsonValue(Kind kind, Object content) {
    this.kind = kind;
    this.content = content;
  }

  /**
   * {@return a string}
   *
   * @param text the string
   */
  public static JsonValue of(String text) {
    return new JsonValue(Kind.TEXT, Objects.requireNonNull(text, "text"));
  }

  /**
   * {@return a whole number}
   *
   * @param number the number
   */
  public static JsonValue of(long number) {
    return new JsonValue(Kind.INTEGER, Long.toString(number));
  }

  /**
   * {@return a whole number from 0 to 2^64-1}
   *
   * @param number the number
   */
  public static JsonValue of(Unsigned64 number) {
    return new JsonValue(Kind.INTEGER, number.toString());
  }

  /**
   * {@return a truth value}
   *
   * @param value {@code true} or {@code false}
   */
  public static JsonValue of(boolean value) {
    return new JsonValue(Kind.BOOLEAN, value);
  }

  /**
   * {@return a list; the elements are copied}
   *
   * @param elements the elements
   */
  public static JsonValue list(List<JsonValue> elements) {
    return new JsonValue(Kind.LIST, List.copyOf(elements));
  }

  /**
   * {@return an object; the members are copied and ordered by name}
   *
   * @param members the members by name
   */
  public static JsonValue object(Map<String, JsonValue> members) {
    return new JsonValue(Kind.OBJECT, Collections.unmodifiableMap(new TreeMap<>(members)));
  }

  /**
   * {@return any number by its spelling in JSON} A whole number that fits 64 bits is the same as
   * one made by {@link #of(long)}; any other is kept as it is spelled.
   *
   * @param literal the number as JSON spells it
   * @throws IllegalArgumentException when JSON has no such number
   */
  public static JsonValue number(String literal) {
    if (!NUMBER.matcher(literal).matches()) {
      throw new IllegalArgumentException(
          "expected a number as JSON spells it, found \"" + ForeignText.shown(literal) + "\"");
    }
    return fits64Bits(literal)
        ? new JsonValue(Kind.INTEGER, literal)
        : new JsonValue(Kind.NUMBER, literal);
  }

  private static boolean fits64Bits(String literal) {
    if (!WHOLE.matcher(literal).matches()) {
      return false;
    }
    BigInteger value = new BigInteger(literal);
    return value.signum() < 0 ? value.bitLength() < Long.SIZE : value.bitLength() <= Long.SIZE;
  }

  /** {@return the kind of this value} */
  public Kind kind() {
    return kind;
  }

  /** {@return whether this is the literal {@code null}} */
  public boolean isNull() {
    return kind == Kind.NULL;
  }

  /** {@return the text of a string; empty for anything else} */
  public Optional<String> asText() {
    return kind == Kind.TEXT ? Optional.of((String) content) : Optional.empty();
  }

  /** {@return the truth value; empty for anything else} */
  public Optional<Boolean> asBoolean() {
    return kind == Kind.BOOLEAN ? Optional.of((Boolean) content) : Optional.empty();
  }

  /** {@return the spelling of a number; empty for anything else} */
  public Optional<String> asNumber() {
    return kind == Kind.INTEGER || kind == Kind.NUMBER
        ? Optional.of((String) content)
        : Optional.empty();
  }

  /**
   * {@return a whole number that fits a {@code long}; empty for anything else, and for numbers with
   * a fraction or an exponent}
   */
  public OptionalLong asLong() {
    if (kind != Kind.INTEGER) {
      return OptionalLong.empty();
    }
    BigInteger number = new BigInteger((String) content);
    return number.bitLength() < Long.SIZE
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** {@return a whole number from 0 to 2^64-1; empty for anything else} */
  public Optional<Unsigned64> asUnsigned() {
    return kind == Kind.INTEGER && !((String) content).startsWith("-")
        ? Optional.of(Unsigned64.parse((String) content))
        : Optional.empty();
  }

  /** {@return the elements of a list; empty for anything else} */
  @SuppressWarnings("unchecked")
  public List<JsonValue> elements() {
    return kind == Kind.LIST ? (List<JsonValue>) content : List.of();
  }

  /** {@return the members of an object by name; empty for anything else} */
  @SuppressWarnings("unchecked")
  public Map<String, JsonValue> members() {
    return kind == Kind.OBJECT ? (Map<String, JsonValue>) content : Map.of();
  }

  /**
   * {@return the value at a place in this one; empty when there is none} An element of a list is
   * named by its index, without leading zeros.
   *
   * @param pointer the place
   */
  public Optional<JsonValue> at(JsonPointer pointer) {
    JsonValue value = this;
    for (String token : pointer.tokens()) {
      value = value.kind == Kind.LIST ? value.element(token) : value.members().get(token);
      if (value == null) {
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }

  private @Nullable JsonValue element(String index) {
    if (!INDEX.matcher(index).matches()) {
      return null;
    }
    int number = Integer.parseInt(index);
    return number < elements().size() ? elements().get(number) : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonValue that && that.kind == kind && that.content.equals(content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /** The value as compact JSON, members ordered by name. */
  @Override
  public String toString() {
    return CompactText.of(this);
  }
}
