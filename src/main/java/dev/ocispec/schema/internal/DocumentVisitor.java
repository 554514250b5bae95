package dev.ocispec.schema.internal;

/**
 * Receives a document piece by piece, in the order in which it is written.
 *
 * <p>Every object of the library's documents can be walked with one of these; writers, checks and
 * the search for the lowest release are all visitors, so that they can't differ in what they see.
 */
public interface DocumentVisitor {
  /** An object begins; its members follow. */
  void startObject();

  /** The innermost object ends. */
  void endObject();

  /** A list begins; its elements follow. */
  void startArray();

  /** The innermost list ends. */
  void endArray();

  /** The name of the member whose value comes next. */
  void name(String name);

  /** The same for a member that the schema defines. */
  default void name(MemberName name) {
    name(name.text());
  }

  /** A string. */
  void text(String value);

  /** A whole number that fits 64 bits with a sign. */
  void integer(long value);

  /** A whole number from 0 to 2^64-1, given by its 64 bits. */
  void unsigned(long bits);

  /** Any other number, as it is spelled in JSON. */
  void number(String literal);

  /** A truth value. */
  void bool(boolean value);

  /** The literal {@code null}. */
  void nil();
}
