package dev.ocispec.spec;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.internal.PointerSeek;
import dev.ocispec.spec.internal.Walkable;

/**
 * Any object of the library's documents, from a whole configuration down to a single mount.
 *
 * <p>Values are immutable and equal when they are the same document: same members, same unknown
 * members.
 */
public interface OciObject extends JacksonDefaults {
  /**
   * {@return the content of the document that the typed members can't express; empty for values
   * that were not read}
   */
  Residue residue();

  /**
   * Looks up a place in this object's JSON: any member, known or not, and any list element.
   *
   * @param pointer the place as a JSON pointer (RFC 6901), relative to this object: {@code
   *     /linux/resources/memory/limit} or {@code /mounts/0}; empty text is the whole object
   * @return what stands there, or that nothing does
   * @throws dev.ocispec.report.JsonPointerException when {@code pointer} is not a JSON pointer
   */
  default JsonLookup at(String pointer) {
    JsonPointer place = JsonPointer.parse(pointer);
    return new JsonLookup(place, PointerSeek.find(Walkable.of(this)::accept, place));
  }
}
