/**
 * The sandbox seen from inside: a probe runs in the build's container before the command, or in one
 * that is the build's but for the command, and what it saw is held against the specification.
 *
 * <p>First call: {@code new Attestor(bundle, facts).observe(runtime, id, folder)}.
 */
@NullMarked
package dev.ocispec.attestation;

import org.jspecify.annotations.NullMarked;
