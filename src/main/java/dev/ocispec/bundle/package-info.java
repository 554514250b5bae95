/**
 * A build's bundle on disk: {@code config.json}, the read-only root with its mount points, inputs,
 * scratch folders with their owners, and what is read back from it: the host paths of outputs and
 * the references in them.
 *
 * <p>First call: {@code Bundle.create(Path.of("bundle"), request, sandbox, facts)}.
 */
@NullMarked
package dev.ocispec.bundle;

import org.jspecify.annotations.NullMarked;
