/**
 * From a build request to the specification of the container that runs it: a pure function of the
 * request, the sandbox's options and facts about the host.
 *
 * <p>First call: {@code Sandbox.standard().spec(request, HostFacts.detect())}.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    depluralize = true)
package dev.ocispec.sandbox;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
