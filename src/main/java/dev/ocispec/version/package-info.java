/**
 * Which release of the specification knows what: the schema as it was in a release, the lowest
 * release that defines all of a document, and rewriting a configuration for an older release.
 *
 * <p>First call: {@code MinimumVersion.of(spec).release()}.
 */
@NullMarked
package dev.ocispec.version;

import org.jspecify.annotations.NullMarked;
