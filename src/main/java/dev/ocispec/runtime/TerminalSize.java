package dev.ocispec.runtime;

/**
 * How much a terminal shows.
 *
 * @param columns characters in a line, 1 or more
 * @param rows lines, 1 or more
 */
record TerminalSize(int columns, int rows) {}
