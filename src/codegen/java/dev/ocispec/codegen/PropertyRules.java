package dev.ocispec.codegen;

import dev.ocispec.codegen.SchemaFiles.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the members of an object type may be; where a rule is broken, the generator has no code. */
final class PropertyRules {
  /** Readers remember in the bits of one number which members they have seen. */
  private static final int MOST_MEMBERS = 64;

  private PropertyRules() {}

  /** Checks all members of the type at {@code place} together. */
  static void checkAll(Place place, List<Property> properties) {
    if (properties.size() > MOST_MEMBERS) {
      throw new SchemaException(
          place.toString(), "more than " + MOST_MEMBERS + " members are not supported");
    }
    Map<String, String> byJavaName = new HashMap<>();
    for (Property property : properties) {
      String other = byJavaName.put(property.javaName(), property.name());
      if (other != null) {
        throw new SchemaException(
            place.toString(), other + " and " + property.name() + " have the same name in Java");
      }
    }
  }

  /**
   * Checks the member at {@code place} of a type in {@code packageName}; builders are not visible
   * from package to package.
   */
  static void check(Place place, Property property, String packageName) {
    Value value = property.value();
    objectIn(value)
        .filter(object -> !object.packageName().equals(packageName))
        .ifPresent(
            object -> {
              throw new SchemaException(
                  place.toString(),
                  "the object type " + object.typeName() + " is in another package");
            });
    if (!packageName.equals("spec")) {
      String where = "the package spec";
      allow(place, property.environment(), false, "x-environment", where);
      allow(place, !property.key().isEmpty(), false, "x-key", where);
    }
    if (value instanceof Value.ListOf list && !isListItem(list.item())) {
      throw new SchemaException(
          place.toString(), "only lists of strings, objects and uint32 numbers are supported");
    }
    if (value instanceof Value.MapOf map && !(isText(map.value()) || isObject(map.value()))) {
      throw new SchemaException(place.toString(), "only maps of strings and objects are supported");
    }
    boolean named = Value.isObjectList(value) || value instanceof Value.MapOf;
    demand(place, named == !property.singular().isEmpty(), "x-singular", "lists of objects, maps");
    if (named && !property.singular().matches("[A-Z][A-Za-z0-9]*")) {
      throw new SchemaException(
          place.toString(), "x-singular must be upper camel case, found " + property.singular());
    }
    allow(place, property.environment(), isTextList(value), "x-environment", "lists of strings");
    allow(place, property.lowestRelease(), isText(value), "x-computed", "required strings");
    allow(place, property.stacking(), !property.key().isEmpty(), "x-stacking", "keyed lists");
    boolean objects = Value.isObjectList(value);
    allow(place, !property.key().isEmpty(), objects, "x-key", "lists of objects");
  }

  /** Checks that the key of a keyed list is a string that every element has. */
  static void checkKey(Place place, Property property, ObjectType element) {
    boolean fits =
        element.properties().stream()
            .anyMatch(p -> p.name().equals(property.key()) && p.required() && isText(p.value()));
    if (!fits) {
      throw new SchemaException(
          place.toString(),
          "x-key must name a required string of " + element.name() + ", found " + property.key());
    }
  }

  private static void demand(Place place, boolean holds, String annotation, String where) {
    if (!holds) {
      throw new SchemaException(
          place.toString(), annotation + " is for these and only these: " + where);
    }
  }

  private static void allow(
      Place place, boolean there, boolean allowed, String annotation, String where) {
    if (there && !allowed) {
      throw new SchemaException(place.toString(), annotation + " is only for " + where);
    }
  }

  private static boolean isListItem(Value item) {
    return isText(item)
        || isObject(item)
        || item instanceof Value.Int integer && integer.width() == IntegerWidth.UINT32;
  }

  private static boolean isTextList(Value value) {
    return value instanceof Value.ListOf list && list.item() instanceof Value.Text;
  }

  private static Optional<Value.Obj> objectIn(Value value) {
    if (value instanceof Value.ListOf list) {
      return objectIn(list.item());
    }
    if (value instanceof Value.MapOf map) {
      return objectIn(map.value());
    }
    return value instanceof Value.Obj object ? Optional.of(object) : Optional.empty();
  }

  private static boolean isObject(Value value) {
    return value instanceof Value.Obj;
  }

  private static boolean isText(Value value) {
    return value instanceof Value.Text || value instanceof Value.Known;
  }
}
