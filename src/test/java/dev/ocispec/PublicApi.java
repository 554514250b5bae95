package dev.ocispec;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user of the library and its fixtures can name, in a text of one line for each type and
 * member.
 */
final class PublicApi {
  private PublicApi() {}

  /** The exported packages, as {@code module-info.java} has them. */
  static Set<String> packages() throws IOException {
    return Pattern.compile("(?m)^  exports ([a-z.]+);")
        .matcher(Files.readString(Path.of("src/main/java/module-info.java")))
        .results()
        .map(line -> line.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All types by name, the members of each below it. */
  static List<String> lines() throws IOException {
    Set<String> packages = packages();
    List<String> lines = new ArrayList<>();
    Stream.concat(
            LibraryClasses.LIBRARY_ONLY.stream()
                .filter(type -> packages.contains(type.getPackageName())),
            LibraryClasses.FIXTURES.stream())
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .map(JavaClass::reflect)
        .filter(PublicApi::isVisible)
        .forEach(
            type -> {
              lines.add(head(type));
              members(type).map(member -> "  " + member).sorted().forEach(lines::add);
            });
    return lines;
  }

  private static boolean isVisible(Class<?> type) {
    return isVisible(type.getModifiers())
        && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String head(Class<?> type) {
    List<Type> parents = new ArrayList<>(Arrays.asList(type.getGenericInterfaces()));
    if (type.getGenericSuperclass() != null
        && type.getSuperclass() != Object.class
        && isVisible(type.getSuperclass().getModifiers())) {
      parents.add(0, type.getGenericSuperclass());
    }
    String permitted =
        type.isSealed()
            ? " permits "
                + Stream.of(type.getPermittedSubclasses())
                    .filter(PublicApi::isVisible)
                    .map(Class::getName)
                    .collect(Collectors.joining(", "))
            : "";
    return type.toGenericString().replace("abstract static interface", "static interface")
        + (parents.isEmpty() ? "" : " extends " + names(parents.toArray(Type[]::new)))
        + permitted;
  }

  private static Stream<String> members(Class<?> type) {
    Stream<String> fields =
        Stream.of(type.getDeclaredFields())
            .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
            .map(Field::toGenericString);
    Stream<String> constructors =
        Stream.of(type.getDeclaredConstructors())
            .filter(PublicApi::isVisible)
            .map(Constructor::toGenericString);
    Stream<String> methods =
        ownMethods(type).filter(PublicApi::isVisible).map(Method::toGenericString);
    return Stream.of(fields, constructors, methods)
        .flatMap(all -> all)
        .map(member -> member.replace(type.getName() + ".", ""))
        .map(member -> withoutParent(member, type));
  }

  private static String withoutParent(String member, Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent == null || isVisible(parent.getModifiers())
        ? member
        : member.replace(parent.getName() + ".", "");
  }

  /** Those of a superclass that nobody can name are the type's own, for whoever uses it. */
  private static Stream<Method> ownMethods(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    Stream<Method> own = Stream.of(type.getDeclaredMethods());
    return parent == null || isVisible(parent.getModifiers())
        ? own
        : Stream.concat(own, Stream.of(parent.getDeclaredMethods()));
  }

  private static boolean isVisible(Executable member) {
    return isVisible(member.getModifiers()) && !member.isSynthetic();
  }

  private static String names(Type... types) {
    return Stream.of(types).map(Type::getTypeName).collect(Collectors.joining(", "));
  }
}
