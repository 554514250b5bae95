package dev.ocispec.codegen;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Java names of schema names. */
final class Names {
  /** Methods that every generated type has, so that a member may not hide them. */
  private static final Set<String> TAKEN =
      Set.of(
          "accept",
          "at",
          "build",
          "builder",
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "remove",
          "residue",
          "schema",
          "toBuilder",
          "toString",
          "wait");

  private Names() {}

  /**
   * The accessor of the member {@code name}, in camel case: {@code osVersion} for {@code
   * os.version}. Keywords and taken names get a trailing underscore.
   */
  static String member(String name, String place) {
    StringBuilder java = new StringBuilder();
    for (String word : name.split("(?<=[A-Za-z0-9])[._](?=[A-Za-z0-9])")) {
      java.append(java.isEmpty() ? word : capital(word));
    }
    // An acronym keeps its capitals.
    String result =
        java.toString().matches("[A-Z][a-z].*") ? decapital(java.toString()) : java.toString();
    if (!SourceVersion.isIdentifier(result)) {
      throw new SchemaException(place, "\"" + name + "\" can't be a Java name");
    }
    return SourceVersion.isKeyword(result) || TAKEN.contains(result) ? result + "_" : result;
  }

  /** The constant of the value {@code value}. */
  static String constant(String value, String place) {
    StringBuilder name = new StringBuilder();
    for (char c : value.toUpperCase(Locale.ROOT).toCharArray()) {
      name.append(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? c : '_');
    }
    if (name.isEmpty()) {
      throw new SchemaException(place, "a known value is empty");
    }
    String constant = Character.isDigit(name.charAt(0)) ? "_" + name : name.toString();
    if (constant.equals("KNOWN")) {
      throw new SchemaException(place, "the constant KNOWN is taken");
    }
    return constant;
  }

  /** The constant of the member that has the accessor {@code javaName}: {@code UID_MAPPINGS}. */
  static String memberConstant(String javaName) {
    return constant(tableConstant(javaName), javaName);
  }

  /** The constant of a type's table: {@code VM_IMAGE_FORMAT} for {@code VMImageFormat}. */
  static String tableConstant(String typeName) {
    return typeName
        .replace("FreeBSD", "Freebsd")
        .replaceFirst("^VM(?=[A-Z])", "Vm")
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
        .toUpperCase(Locale.ROOT);
  }

  /** The class with the tables of a file: {@code ConfigSchemas} for {@code config-schema.json}. */
  static String tables(String file) {
    StringBuilder name = new StringBuilder();
    for (String word :
        file.replace(".json", "").replaceFirst("-schema$", "").split("[^A-Za-z0-9]+")) {
      name.append(word.isEmpty() ? "" : capital(word));
    }
    return name.append("Schemas").toString();
  }

  /** The name with a first capital. */
  static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /**
   * The name with a small first letter or a small leading acronym: {@code VMImage} becomes {@code
   * vmImage}.
   */
  static String decapital(String name) {
    int end = 1;
    while (end < name.length() - 1
        && Character.isUpperCase(name.charAt(end))
        && !Character.isLowerCase(name.charAt(end + 1))) {
      end++;
    }
    if (end == name.length() - 1 && Character.isUpperCase(name.charAt(end))) {
      end = name.length();
    }
    String result = name.substring(0, end).toLowerCase(Locale.ROOT) + name.substring(end);
    return SourceVersion.isKeyword(result) ? result + "_" : result;
  }
}
