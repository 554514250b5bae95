/**
 * Ready configurations and transforms of whole configurations: what {@code runc spec} prints, and
 * how to make any configuration run without root.
 *
 * <p>First call: {@code Presets.runc()}.
 */
@NullMarked
package dev.ocispec.preset;

import org.jspecify.annotations.NullMarked;
