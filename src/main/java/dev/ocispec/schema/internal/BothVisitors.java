package dev.ocispec.schema.internal;

/** Shows one document to two visitors at once, so that it is walked once. */
public final class BothVisitors implements DocumentVisitor {
  private final DocumentVisitor first;
  private final DocumentVisitor second;

  /** Each piece is shown to {@code first}, then to {@code second}. */
  public BothVisitors(DocumentVisitor first, DocumentVisitor second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void startObject() {
    first.startObject();
    second.startObject();
  }

  @Override
  public void endObject() {
    first.endObject();
    second.endObject();
  }

  @Override
  public void startArray() {
    first.startArray();
    second.startArray();
  }

  @Override
  public void endArray() {
    first.endArray();
    second.endArray();
  }

  @Override
  public void name(String name) {
    first.name(name);
    second.name(name);
  }

  @Override
  public void name(MemberName name) {
    first.name(name);
    second.name(name);
  }

  @Override
  public void text(String value) {
    first.text(value);
    second.text(value);
  }

  @Override
  public void integer(long value) {
    first.integer(value);
    second.integer(value);
  }

  @Override
  public void unsigned(long bits) {
    first.unsigned(bits);
    second.unsigned(bits);
  }

  @Override
  public void number(String literal) {
    first.number(literal);
    second.number(literal);
  }

  @Override
  public void bool(boolean value) {
    first.bool(value);
    second.bool(value);
  }

  @Override
  public void nil() {
    first.nil();
    second.nil();
  }
}
