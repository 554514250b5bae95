/**
 * From a build request to the specification of the container that runs it: a pure function of the
 * request, the sandbox's options and facts about the host.
 *
 * <p>First call: {@code Sandbox.standard().spec(request, HostFacts.detect())}.
 */
@NullMarked
package dev.ocispec.sandbox;

import org.jspecify.annotations.NullMarked;
