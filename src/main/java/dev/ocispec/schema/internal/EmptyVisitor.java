package dev.ocispec.schema.internal;

/** A visitor that does nothing; subclasses override what they want to see. */
public class EmptyVisitor implements DocumentVisitor {
  /** A visitor that has seen nothing. */
  public EmptyVisitor() {}

  @Override
  public void startObject() {
    value();
  }

  @Override
  public void endObject() {
    // nothing to do
  }

  @Override
  public void startArray() {
    value();
  }

  @Override
  public void endArray() {
    // nothing to do
  }

  @Override
  public void name(String name) {
    // nothing to do
  }

  @Override
  public void text(String value) {
    value();
  }

  @Override
  public void integer(long value) {
    value();
  }

  @Override
  public void unsigned(long bits) {
    value();
  }

  @Override
  public void number(String literal) {
    value();
  }

  @Override
  public void bool(boolean value) {
    value();
  }

  @Override
  public void nil() {
    value();
  }

  /** A value of any kind begins. */
  protected void value() {
    // nothing to do
  }
}
