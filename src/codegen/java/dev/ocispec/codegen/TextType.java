package dev.ocispec.codegen;

import java.util.List;

/**
 * A string type with known values.
 *
 * @param file schema file that defines it
 * @param packageName last part of the Java package
 * @param name Java type
 * @param docs description
 * @param values the known values in order
 * @param closed whether the schema allows only these
 * @param openText whether it stays a plain string in Java, the values being mere constants
 * @param pattern what the text must match; empty when there is none
 */
public record TextType(
    String file,
    String packageName,
    String name,
    Docs docs,
    List<KnownValue> values,
    boolean closed,
    boolean openText,
    String pattern) {}
