package dev.ocispec.spec;

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
}
