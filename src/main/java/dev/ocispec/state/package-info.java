/**
 * The types of the state document, which a runtime prints and hands to hooks, and of the message
 * that a seccomp agent receives.
 *
 * <p>First call: {@code Json.read(bytes, State.class)}.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    // Our own builder interface is no extension point for the builder that Immutables generates.
    typeInnerBuilder = "NoInnerBuilder",
    defaultAsDefault = false)
package dev.ocispec.state;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
