/**
 * The types of {@code config.json}, with builders, and the values they are made of.
 *
 * <p>All types but a few values are generated from the files under {@code schema/}. First call:
 * {@code Spec.builder()}.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    // Our own builder interface is no extension point for the builder that Immutables generates.
    typeInnerBuilder = "NoInnerBuilder",
    defaultAsDefault = false)
package dev.ocispec.spec;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
