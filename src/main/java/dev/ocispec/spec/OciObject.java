package dev.ocispec.spec;

import dev.ocispec.schema.DocumentVisitor;
import dev.ocispec.schema.ObjectSchema;

/**
 * Any object of the library's documents, from a whole configuration down to a single mount.
 *
 * <p>Values are immutable and equal when they are the same document: same members, same unknown
 * members.
 */
public interface OciObject {
  /**
   * What the document said here that the typed members can't express; empty for values that were
   * not read.
   */
  Residue residue();

  /**
   * Shows this object to {@code visitor}: members in the schema's order, then unknown ones by name.
   */
  void accept(DocumentVisitor visitor);

  /** What the schema says of objects of this type. */
  ObjectSchema schema();
}
