/**
 * The first process of a sandbox, a program that is written here instruction by instruction, and
 * the channel through which it says what a probe saw and how the command ended. Not exported.
 *
 * <p>First call: {@code FirstProcessFile.of("x86_64")}.
 */
@NullMarked
package dev.ocispec.bundle.internal;

import org.jspecify.annotations.NullMarked;
