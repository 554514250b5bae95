/**
 * The types of {@code config.json}, with builders, and the values they are made of.
 *
 * <p>All types but a few values are generated from the files under {@code schema/}. First call:
 * {@code Spec.builder()}.
 */
@NullMarked
package dev.ocispec.spec;

import org.jspecify.annotations.NullMarked;
