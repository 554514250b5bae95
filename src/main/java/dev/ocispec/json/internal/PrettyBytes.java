package dev.ocispec.json.internal;

import dev.ocispec.schema.internal.MemberName;
import java.util.Arrays;

/**
 * Writes a document with two spaces a level, every member and element on a line of its own, empty
 * objects and lists closed up, and a line feed at the end.
 */
final class PrettyBytes extends CompactBytes {
  /** For each object or list that has begun and not ended, whether it is a list. */
  private boolean[] lists = new boolean[16];

  private int depth;

  PrettyBytes(Utf8Buffer out) {
    super(out);
  }

  @Override
  void finish() {
    super.finish();
    out.put('\n');
  }

  @Override
  public void startObject() {
    element();
    super.startObject();
    open(false);
  }

  @Override
  public void endObject() {
    close();
    super.endObject();
  }

  @Override
  public void startArray() {
    element();
    super.startArray();
    open(true);
  }

  @Override
  public void endArray() {
    close();
    super.endArray();
  }

  private void open(boolean list) {
    if (depth == lists.length) {
      lists = Arrays.copyOf(lists, 2 * depth);
    }
    lists[depth++] = list;
  }

  private void close() {
    depth--;
    if (out.endsWith(',')) {
      out.shorten();
      line();
    }
  }

  @Override
  public void name(String name) {
    line();
    super.name(name);
    out.put(' ');
  }

  @Override
  public void name(MemberName name) {
    line();
    super.name(name);
    out.put(' ');
  }

  @Override
  public void text(String value) {
    element();
    super.text(value);
  }

  @Override
  public void integer(long value) {
    element();
    super.integer(value);
  }

  @Override
  public void unsigned(long bits) {
    element();
    super.unsigned(bits);
  }

  @Override
  public void number(String literal) {
    element();
    super.number(literal);
  }

  @Override
  public void bool(boolean value) {
    element();
    super.bool(value);
  }

  @Override
  public void nil() {
    element();
    super.nil();
  }

  private void element() {
    if (depth > 0 && lists[depth - 1]) {
      line();
    }
  }

  private void line() {
    out.put('\n');
    out.fill(' ', 2 * depth);
  }
}
