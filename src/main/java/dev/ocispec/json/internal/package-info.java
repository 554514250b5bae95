/**
 * The machinery behind {@code dev.ocispec.json}: strict reading, quickly and with positions, the
 * writers. Not exported.
 *
 * <p>First call: {@code DocumentParser.read(bytes, Spec.class, JsonLimits.DEFAULT)}.
 */
@NullMarked
package dev.ocispec.json.internal;

import org.jspecify.annotations.NullMarked;
