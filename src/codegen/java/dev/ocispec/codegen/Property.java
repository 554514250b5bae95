package dev.ocispec.codegen;

/**
 * A member of an object type.
 *
 * @param name JSON name
 * @param javaName accessor and setter
 * @param docs description
 * @param required whether the schema demands it
 * @param requiredUntil the last release that demanded it; empty when that did not change
 * @param nullable whether {@code null} is a further value
 * @param value what it holds
 * @param key member that tells list elements apart; empty when the list is not keyed
 * @param stacking whether several elements may rightly have the same key
 * @param environment whether it is a list of {@code NAME=value} strings
 * @param singular one element, in upper camel case; empty for other than lists of objects and maps
 * @param lowestRelease whether it defaults to the lowest release that covers the object
 */
public record Property(
    String name,
    String javaName,
    Docs docs,
    boolean required,
    String requiredUntil,
    boolean nullable,
    Value value,
    String key,
    boolean stacking,
    boolean environment,
    String singular,
    boolean lowestRelease) {

  boolean isList() {
    return value instanceof Value.ListOf;
  }

  boolean isMap() {
    return value instanceof Value.MapOf;
  }

  boolean isCollection() {
    return isList() || isMap();
  }

  /** The name with a first capital, as in {@code addArgs}. */
  String capitalName() {
    return Names.capital(javaName.replaceFirst("_$", ""));
  }
}
