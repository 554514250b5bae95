/** The first process of a sandbox, a program that is written here instruction by instruction. */
@NullMarked
package dev.ocispec.bundle.internal;

import org.jspecify.annotations.NullMarked;
