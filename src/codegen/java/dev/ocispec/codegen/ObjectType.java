package dev.ocispec.codegen;

import java.util.List;

/**
 * An object type.
 *
 * @param file schema file that defines it
 * @param packageName last part of the Java package
 * @param name Java type
 * @param docs description
 * @param properties members in the order in which they are written
 * @param gone members that the newest release has no longer
 * @param document whether it is the root of a document
 */
public record ObjectType(
    String file,
    String packageName,
    String name,
    Docs docs,
    List<Property> properties,
    List<Property> gone,
    boolean document) {
  /** Whether only older releases have it, so that it is judged but has no Java type. */
  boolean onlyOlder() {
    return !docs.until().isEmpty();
  }
}
