package dev.ocispec.codegen;

/**
 * A value that the specification lists.
 *
 * @param value the text
 * @param constant name of the Java constant
 * @param docs its description and release
 * @param counted whether it asks for its release in the search for the lowest one
 */
public record KnownValue(String value, String constant, Docs docs, boolean counted) {}
