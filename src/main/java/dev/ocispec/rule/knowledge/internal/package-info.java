/**
 * What is known of capabilities, namespaces, paths, devices and system calls, and of the part they
 * play for a container's isolation.
 *
 * <p>First call: {@code CapabilityMeaning.of(name)}.
 */
@NullMarked
package dev.ocispec.rule.knowledge.internal;

import org.jspecify.annotations.NullMarked;
