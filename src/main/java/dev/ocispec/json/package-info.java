/**
 * Reading and writing documents as JSON: strict parsing with positions, compact, pretty and
 * canonical output, digests, and a module for a user's own Jackson mapper.
 *
 * <p>First call: {@code Json.read(Path.of("config.json"), Spec.class)}.
 */
@NullMarked
package dev.ocispec.json;

import org.jspecify.annotations.NullMarked;
