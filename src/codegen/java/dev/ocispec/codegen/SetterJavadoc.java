package dev.ocispec.codegen;

import com.palantir.javapoet.ParameterSpec;

/** The Javadoc of a builder's methods, which leave the meaning of a member to its accessor. */
final class SetterJavadoc {
  private SetterJavadoc() {}

  /** The comment on {@code setter}, a method of the builder of {@code owner}. */
  static String of(ObjectType owner, Setter setter) {
    StringBuilder text = new StringBuilder(setter.summary()).append("\n");
    for (ParameterSpec parameter : setter.parameters()) {
      text.append("\n@param ").append(parameter.name()).append(' ');
      text.append(meaning(setter, parameter));
    }
    text.append("\n@return this builder");
    text.append("\n@see ").append(owner.name()).append('#').append(setter.property().javaName());
    return text.append("()\n").toString();
  }

  private static String meaning(Setter setter, ParameterSpec parameter) {
    Property property = setter.property();
    boolean one = !setter.name().equals(property.javaName());
    boolean appended = setter.name().startsWith("add");
    return switch (parameter.name()) {
      case "value" -> value(property, one, appended);
      case "values" -> appended ? "the elements to append" : "the new elements";
      case "edit" -> one ? filled(setter) : "amends the object";
      case "entries" -> "the new entries";
      case "key" -> "the key of the entry";
      case "name" -> "the name of the variable";
      default -> "the " + JavadocText.code(parameter.name()) + " of the element";
    };
  }

  private static String filled(Setter setter) {
    return setter.name().startsWith("edit") ? "amends the element" : "fills in the new element";
  }

  private static String value(Property property, boolean one, boolean appended) {
    if (!one) {
      return "the new value";
    }
    if (property.environment()) {
      return "the value of the variable";
    }
    return property.isMap()
        ? "the value of the entry"
        : appended ? "the element to append" : "the element to put in";
  }
}
