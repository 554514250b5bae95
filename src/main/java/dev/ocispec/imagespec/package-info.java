/**
 * The documents of the OCI image specification that say how an image is run: configuration,
 * manifest and index. Generated from {@code schema/} like the documents of runtimes.
 *
 * <p>First call: {@code Json.read(bytes, Image.class)}.
 */
@NullMarked
package dev.ocispec.imagespec;

import org.jspecify.annotations.NullMarked;
