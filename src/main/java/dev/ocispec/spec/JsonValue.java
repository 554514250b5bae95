package dev.ocispec.spec;

import dev.ocispec.schema.DocumentVisitor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Any JSON value, immutable: what stands in a document where the specification leaves the form
 * open, or knows nothing.
 *
 * <p>Equality is equality of JSON trees: the order of members does not count. Numbers that are not
 * whole, or do not fit 64 bits, are kept as they are spelled and compared so.
 */
public final class JsonValue {
  /** The literal {@code null}. */
  public static final JsonValue NULL = new JsonValue(Kind.NULL, "null");

  /** {@code []}. */
  public static final JsonValue EMPTY_LIST = new JsonValue(Kind.LIST, List.of());

  /** {@code {}}. */
  public static final JsonValue EMPTY_OBJECT = new JsonValue(Kind.OBJECT, Map.of());

  /** What a value can be. */
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

  /** A string. */
  public static JsonValue of(String text) {
    return new JsonValue(Kind.TEXT, Objects.requireNonNull(text, "text"));
  }

  /** A whole number. */
  public static JsonValue of(long number) {
    return new JsonValue(Kind.INTEGER, Long.toString(number));
  }

  /** A whole number from 0 to 2^64-1. */
  public static JsonValue of(Unsigned64 number) {
    return new JsonValue(Kind.INTEGER, number.toString());
  }

  /** A truth value. */
  public static JsonValue of(boolean value) {
    return new JsonValue(Kind.BOOLEAN, value);
  }

  /** A list; the elements are copied. */
  public static JsonValue list(List<JsonValue> elements) {
    return new JsonValue(Kind.LIST, List.copyOf(elements));
  }

  /** An object; the members are copied and ordered by name. */
  public static JsonValue object(Map<String, JsonValue> members) {
    return new JsonValue(Kind.OBJECT, Collections.unmodifiableMap(new TreeMap<>(members)));
  }

  /**
   * A number that is not whole or does not fit 64 bits, by its spelling, which the caller has
   * checked.
   */
  static JsonValue number(String literal) {
    return new JsonValue(Kind.NUMBER, literal);
  }

  /** What this value is. */
  public Kind kind() {
    return kind;
  }

  /** Whether this is the literal {@code null}. */
  public boolean isNull() {
    return kind == Kind.NULL;
  }

  /** The text of a string; empty for anything else. */
  public Optional<String> asText() {
    return kind == Kind.TEXT ? Optional.of((String) content) : Optional.empty();
  }

  /** The truth value; empty for anything else. */
  public Optional<Boolean> asBoolean() {
    return kind == Kind.BOOLEAN ? Optional.of((Boolean) content) : Optional.empty();
  }

  /** The spelling of a number; empty for anything else. */
  public Optional<String> asNumber() {
    return kind == Kind.INTEGER || kind == Kind.NUMBER
        ? Optional.of((String) content)
        : Optional.empty();
  }

  /** The elements of a list; empty for anything else. */
  @SuppressWarnings("unchecked")
  public List<JsonValue> elements() {
    return kind == Kind.LIST ? (List<JsonValue>) content : List.of();
  }

  /** The members of an object by name; empty for anything else. */
  @SuppressWarnings("unchecked")
  public Map<String, JsonValue> members() {
    return kind == Kind.OBJECT ? (Map<String, JsonValue>) content : Map.of();
  }

  /** Shows this value to {@code visitor}, members ordered by name. */
  public void accept(DocumentVisitor visitor) {
    switch (kind) {
      case TEXT -> visitor.text((String) content);
      case BOOLEAN -> visitor.bool((Boolean) content);
      case NULL -> visitor.nil();
      case NUMBER -> visitor.number((String) content);
      case INTEGER -> acceptInteger((String) content, visitor);
      case LIST -> {
        visitor.startArray();
        elements().forEach(element -> element.accept(visitor));
        visitor.endArray();
      }
      case OBJECT -> {
        visitor.startObject();
        members()
            .forEach(
                (name, value) -> {
                  visitor.name(name);
                  value.accept(visitor);
                });
        visitor.endObject();
      }
    }
  }

  private static void acceptInteger(String digits, DocumentVisitor visitor) {
    if (digits.startsWith("-")) {
      visitor.integer(Long.parseLong(digits));
    } else {
      long bits = Long.parseUnsignedLong(digits);
      if (bits < 0) {
        visitor.unsigned(bits);
      } else {
        visitor.integer(bits);
      }
    }
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
    CompactText text = new CompactText();
    accept(text);
    return text.toString();
  }

  /**
   * Makes a value from what a document shows. Members may come in any order; a repeated name
   * replaces.
   */
  public static final class Collector implements DocumentVisitor {
    private final List<Object> open = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private Optional<JsonValue> result = Optional.empty();

    /** A collector that has seen nothing. */
    public Collector() {}

    /**
     * The value that was seen.
     *
     * @throws IllegalStateException when it is not complete yet
     */
    public JsonValue result() {
      return result.orElseThrow(() -> new IllegalStateException("the value is not complete"));
    }

    @Override
    public void startObject() {
      open.add(new TreeMap<String, JsonValue>());
      names.add("");
    }

    @Override
    public void endObject() {
      @SuppressWarnings("unchecked")
      Map<String, JsonValue> members = (Map<String, JsonValue>) close();
      put(members.isEmpty() ? EMPTY_OBJECT : object(members));
    }

    @Override
    public void startArray() {
      open.add(new ArrayList<JsonValue>());
      names.add("");
    }

    @Override
    public void endArray() {
      @SuppressWarnings("unchecked")
      List<JsonValue> elements = (List<JsonValue>) close();
      put(elements.isEmpty() ? EMPTY_LIST : list(elements));
    }

    @Override
    public void name(String name) {
      names.set(names.size() - 1, name);
    }

    @Override
    public void text(String value) {
      put(of(value));
    }

    @Override
    public void integer(long value) {
      put(of(value));
    }

    @Override
    public void unsigned(long bits) {
      put(of(Unsigned64.ofBits(bits)));
    }

    @Override
    public void number(String literal) {
      put(JsonValue.number(literal));
    }

    @Override
    public void bool(boolean value) {
      put(of(value));
    }

    @Override
    public void nil() {
      put(NULL);
    }

    private Object close() {
      names.remove(names.size() - 1);
      return open.remove(open.size() - 1);
    }

    @SuppressWarnings("unchecked")
    private void put(JsonValue value) {
      if (open.isEmpty()) {
        result = Optional.of(value);
        return;
      }
      Object container = open.get(open.size() - 1);
      if (container instanceof List<?>) {
        ((List<JsonValue>) container).add(value);
      } else {
        ((Map<String, JsonValue>) container).put(names.get(names.size() - 1), value);
      }
    }
  }
}
