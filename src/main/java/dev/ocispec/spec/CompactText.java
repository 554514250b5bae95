package dev.ocispec.spec;

import dev.ocispec.schema.DocumentVisitor;

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
    quote(begin(), name);
    text.append(':');
    separate = false;
  }

  @Override
  public void text(String value) {
    quote(begin(), value);
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

  private static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
