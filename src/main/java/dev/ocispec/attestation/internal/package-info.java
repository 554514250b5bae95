/**
 * Attestations in other forms. Not exported.
 *
 * <p>First call: {@code AttestationJson.write(attestation, generator)}.
 */
@NullMarked
package dev.ocispec.attestation.internal;

import org.jspecify.annotations.NullMarked;
