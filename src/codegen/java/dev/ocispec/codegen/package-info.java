/**
 * Turns the files under {@code schema/} into the library's types, readers, writers, checks and
 * reference page.
 *
 * <p>{@link dev.ocispec.codegen.SchemaReader} reads the files into a {@link
 * dev.ocispec.codegen.Model}; each emitter makes one kind of source file of it. Not part of the
 * library jar. First call: {@link dev.ocispec.codegen.GenerateSources}.
 */
@NullMarked
package dev.ocispec.codegen;

import org.jspecify.annotations.NullMarked;
