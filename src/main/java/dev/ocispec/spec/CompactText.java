package dev.ocispec.spec;

import dev.ocispec.schema.DocumentVisitor;
import dev.ocispec.schema.JsonQuotes;

/**
 * Compact JSON as text, for {@code toString}; documents are written by the {@code json} package.
 */
final class CompactText implements DocumentVisitor {
  private final StringBuilder text = new StringBuilder();
  private boolean separate;

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
