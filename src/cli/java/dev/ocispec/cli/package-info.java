/**
 * The command line: thin commands over the library.
 *
 * <p>First call: {@link dev.ocispec.cli.Main#main}. The contract of commands, formats and exit
 * codes is in {@code docs/cli.md}.
 */
@NullMarked
package dev.ocispec.cli;

import org.jspecify.annotations.NullMarked;
