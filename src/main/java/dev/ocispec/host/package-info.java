/**
 * What the machine offers and who the caller is: facts as a value, for a sandbox to be planned
 * with.
 *
 * <p>First call: {@code HostFacts.detect()}.
 */
@NullMarked
package dev.ocispec.host;

import org.jspecify.annotations.NullMarked;
