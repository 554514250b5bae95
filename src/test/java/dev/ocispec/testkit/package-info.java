/**
 * Arbitraries for property tests with jqwik: valid documents of every kind, documents with unknown
 * members, explicit nulls and empty lists mixed in, other spellings of the same document, and
 * documents with one fault.
 *
 * <p>All of them follow the schema's tables, so that they know every type, member and value that
 * the library knows. First call: {@code @Domain(OciDomain.class)} on a test class, then
 * {@code @ForAll Spec spec}.
 */
@NullMarked
package dev.ocispec.testkit;

import org.jspecify.annotations.NullMarked;
