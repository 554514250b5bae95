package dev.ocispec.json.internal;

import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.MemberName;
import java.nio.charset.StandardCharsets;

/**
 * Writes a document as JSON without white space; the other layouts begin with this one.
 *
 * <p>A comma comes after every value. Where an object or list ends, it takes the place of the last
 * one; so nothing has to be known of what was written before.
 */
class CompactBytes implements DocumentVisitor {
  private static final byte[] TRUE = "true,".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false,".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null,".getBytes(StandardCharsets.US_ASCII);

  final Utf8Buffer out;

  /** A document that is put in {@code out}. */
  CompactBytes(Utf8Buffer out) {
    this.out = out;
  }

  /** To be called when all of the document has been shown. */
  void finish() {
    out.shorten(); // the comma after the outermost value
  }

  @Override
  public void startObject() {
    out.put('{');
  }

  @Override
  public void endObject() {
    close('}');
  }

  @Override
  public void startArray() {
    out.put('[');
  }

  @Override
  public void endArray() {
    close(']');
  }

  private void close(char bracket) {
    if (out.endsWith(',')) {
      out.shorten();
    }
    out.put(bracket);
    out.put(',');
  }

  @Override
  public void name(String name) {
    out.quote(name, ':');
  }

  @Override
  public void name(MemberName name) {
    out.put(name.written());
  }

  @Override
  public void text(String value) {
    out.quote(value, ',');
  }

  @Override
  public void integer(long value) {
    out.integer(value, ',');
  }

  @Override
  public void unsigned(long bits) {
    if (bits >= 0) {
      out.integer(bits, ',');
    } else {
      out.put(Long.toUnsignedString(bits), ',');
    }
  }

  @Override
  public void number(String literal) {
    out.put(literal, ',');
  }

  @Override
  public void bool(boolean value) {
    out.put(value ? TRUE : FALSE);
  }

  @Override
  public void nil() {
    out.put(NULL);
  }
}
