package dev.ocispec.codegen;

import java.util.List;
import java.util.Map;

/** What a member or element can be. */
public sealed interface Value {
  /** A string without known values; {@code pattern} is empty when any text will do. */
  record Text(String pattern, List<Earlier> earlier) implements Value {}

  /** A string with known values. */
  record Known(TextType type) implements Value {}

  /** true or false. */
  record Bool() implements Value {}

  /** A whole number, its bounds by digits, empty when there is none. */
  record Int(IntegerWidth width, String minimum, String maximum, List<Earlier> earlier)
      implements Value {}

  /** What the schema said until some release, each empty when it said nothing. */
  record Earlier(String until, String minimum, String maximum, String pattern) {}

  /** An object of a named type. */
  record Obj(String packageName, String typeName) implements Value {}

  /** An object that the schema leaves open. */
  record AnyObject() implements Value {}

  /** A list. */
  record ListOf(Value item, int minItems) implements Value {}

  /** A map; an empty {@code keyPattern} means that every key counts. */
  record MapOf(Value value, String keyPattern, Map<String, Docs> knownKeys) implements Value {}

  /** Whether the value is a list whose elements are objects. */
  static boolean isObjectList(Value value) {
    return value instanceof ListOf list && list.item() instanceof Obj;
  }
}
