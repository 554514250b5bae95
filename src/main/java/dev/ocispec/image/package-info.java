/**
 * Images: where the configuration of one is in a layout folder, and what a container made of it is
 * to be.
 *
 * <p>First call: {@code ImageConfiguration.read(Path.of("layout"), "latest")}.
 */
@NullMarked
package dev.ocispec.image;

import org.jspecify.annotations.NullMarked;
