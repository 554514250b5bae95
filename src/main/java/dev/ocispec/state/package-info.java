/**
 * The types of the state document, which a runtime prints and hands to hooks, and of the message
 * that a seccomp agent receives.
 *
 * <p>First call: {@code Json.read(bytes, State.class)}.
 */
@NullMarked
package dev.ocispec.state;

import org.jspecify.annotations.NullMarked;
