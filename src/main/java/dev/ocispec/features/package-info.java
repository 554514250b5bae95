/**
 * The types of the features document, in which a runtime tells what it can do.
 *
 * <p>First call: {@code Json.read(bytes, Features.class)}.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    // Our own builder interface is no extension point for the builder that Immutables generates.
    typeInnerBuilder = "NoInnerBuilder",
    defaultAsDefault = false)
package dev.ocispec.features;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
