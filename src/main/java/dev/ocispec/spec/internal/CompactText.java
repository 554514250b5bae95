package dev.ocispec.spec.internal;

import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.JsonQuotes;
import dev.ocispec.spec.JsonValue;

/**
 * Compact JSON as text, for {@code toString}; documents are written by the {@code json} package.
 */
public final class CompactText implements DocumentVisitor {
  private final StringBuilder text = new StringBuilder();
  private boolean separate;

  private CompactText() {}

  /** A value as JSON, members ordered by name. */
  public static String of(JsonValue value) {
    CompactText text = new CompactText();
    ValueWalk.show(value, text);
    return text.toString();
  }

  /** The name of a type and what is set of its value: {@code Root{"path":"rootfs"}}. */
  public static String of(String type, Walkable value) {
    CompactText text = new CompactText();
    value.accept(text);
    return type + text;
  }

  @Override
  public void startObject() {
    begin().append('{');
    separate = false;
  }

  @Override
  public void endObject() {
    text.append('}');
    separate = true;
  }

  @Override
  public void startArray() {
    begin().append('[');
    separate = false;
  }

  @Override
  public void endArray() {
    text.append(']');
    separate = true;
  }

  @Override
  public void name(String name) {
    JsonQuotes.append(name, begin());
    text.append(':');
    separate = false;
  }

  @Override
  public void text(String value) {
    JsonQuotes.append(value, begin());
  }

  @Override
  public void integer(long value) {
    begin().append(value);
  }

  @Override
  public void unsigned(long bits) {
    begin().append(Long.toUnsignedString(bits));
  }

  @Override
  public void number(String literal) {
    begin().append(literal);
  }

  @Override
  public void bool(boolean value) {
    begin().append(value);
  }

  @Override
  public void nil() {
    begin().append("null");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private StringBuilder begin() {
    if (separate) {
      text.append(',');
    }
    separate = true;
    return text;
  }
}
