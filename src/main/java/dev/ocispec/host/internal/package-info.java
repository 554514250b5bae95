/**
 * How facts about the machine are found, and the few things that are done to it: mounts, control
 * groups, processes and their identity, running a program. Not exported.
 *
 * <p>First call: {@code HostDetection.of(Path.of("/")).facts()}.
 */
@NullMarked
package dev.ocispec.host.internal;

import org.jspecify.annotations.NullMarked;
