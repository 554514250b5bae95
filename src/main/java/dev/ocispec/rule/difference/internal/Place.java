package dev.ocispec.rule.difference.internal;

import dev.ocispec.report.JsonPointer;

/**
 * A place in both documents. The pointers differ where an element of a list has moved.
 *
 * @param before the pointer in the earlier document
 * @param after the pointer in the later document
 * @param pattern the pointer with a {@code *} for each index and each key of a map
 */
record Place(String before, String after, String pattern) {
  static final Place ROOT = new Place("", "", "");

  /** The member of that name; {@code isKey} when it is a key of a map. */
  Place member(String name, boolean isKey) {
    String token = "/" + JsonPointer.escape(name);
    return new Place(before + token, after + token, pattern + (isKey ? "/*" : token));
  }

  /** The element with these indexes. */
  Place element(int indexBefore, int indexAfter) {
    return new Place(before + "/" + indexBefore, after + "/" + indexAfter, pattern + "/*");
  }

  /** Whether it is a place in the document, and not the whole. */
  boolean isInside() {
    return !pattern.isEmpty();
  }

  /** Whether it is an entry of a list or a map. */
  boolean isEntry() {
    return pattern.endsWith("/*");
  }

  /** What it is directly in. */
  Place parent() {
    return new Place(cut(before), cut(after), cut(pattern));
  }

  private static String cut(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }
}
