/**
 * The types of the features document, in which a runtime tells what it can do.
 *
 * <p>First call: {@code Json.read(bytes, Features.class)}.
 */
@NullMarked
package dev.ocispec.features;

import org.jspecify.annotations.NullMarked;
