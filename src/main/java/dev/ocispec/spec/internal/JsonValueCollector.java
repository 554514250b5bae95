package dev.ocispec.spec.internal;

import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Unsigned64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a value from what a document shows. Members may come in any order; a repeated name
 * replaces.
 */
public final class JsonValueCollector implements DocumentVisitor {
  private final List<Object> open = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private Optional<JsonValue> result = Optional.empty();

  /** A collector that has seen nothing. */
  public JsonValueCollector() {}

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
    put(members.isEmpty() ? JsonValue.EMPTY_OBJECT : JsonValue.object(members));
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
    put(elements.isEmpty() ? JsonValue.EMPTY_LIST : JsonValue.list(elements));
  }

  @Override
  public void name(String name) {
    names.set(names.size() - 1, name);
  }

  @Override
  public void text(String value) {
    put(JsonValue.of(value));
  }

  @Override
  public void integer(long value) {
    put(JsonValue.of(value));
  }

  @Override
  public void unsigned(long bits) {
    put(JsonValue.of(Unsigned64.ofBits(bits)));
  }

  @Override
  public void number(String literal) {
    put(JsonValue.number(literal));
  }

  @Override
  public void bool(boolean value) {
    put(JsonValue.of(value));
  }

  @Override
  public void nil() {
    put(JsonValue.NULL);
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
