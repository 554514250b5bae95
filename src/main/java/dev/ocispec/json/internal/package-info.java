/**
 * The machinery behind {@code dev.ocispec.json}: strict parsing with positions, the generated
 * readers, the writers. Not exported.
 *
 * <p>First call: {@code DocumentParser.read(text, Spec.class, JsonLimits.DEFAULT)}.
 */
@NullMarked
package dev.ocispec.json.internal;

import org.jspecify.annotations.NullMarked;
