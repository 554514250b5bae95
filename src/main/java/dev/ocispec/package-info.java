/**
 * The root of the library's packages; it has no types. Here stands how Immutables makes the value
 * classes behind all public interfaces, for the packages below.
 *
 * <p>First call: {@code Spec.builder()} in {@code dev.ocispec.spec}.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    // ImmutableRoot, made of RootValue, is what stands behind Root.
    typeAbstract = "*Value",
    // Our own builder interface is no extension point for the builder that Immutables generates.
    typeInnerBuilder = "NoInnerBuilder",
    defaultAsDefault = false)
package dev.ocispec;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
