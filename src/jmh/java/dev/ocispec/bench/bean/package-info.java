/**
 * The documents as mutable beans for Jackson, which check nothing: what a Java program has that
 * does without the library. They are generated from the schema like the library's own types.
 *
 * <p>First call: {@code new SpecBean()}.
 */
@NullMarked
package dev.ocispec.bench.bean;

import org.jspecify.annotations.NullMarked;
