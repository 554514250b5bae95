package dev.ocispec.codegen;

import java.util.List;

/**
 * An object type.
 *
 * @param packageName last part of the Java package
 * @param name Java type
 * @param docs description
 * @param properties members in the order in which they are written
 * @param document whether it is the root of a document
 */
public record ObjectType(
    String packageName, String name, Docs docs, List<Property> properties, boolean document) {}
