/**
 * What the generated types share and their users need not see: the builders' base, what readers
 * read from, and the walk over a value. Not exported.
 *
 * <p>First call: {@code Walkable.of(spec).accept(visitor)}.
 */
@NullMarked
package dev.ocispec.spec.internal;

import org.jspecify.annotations.NullMarked;
