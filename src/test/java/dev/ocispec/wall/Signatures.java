package dev.ocispec.wall;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All types that a user of a type can see of it, generic arguments and annotations included. */
final class Signatures {
  /** A type, by its name, and where it is used. */
  record Use(String place, String type) {}

  private final List<Use> uses = new ArrayList<>();

  private Signatures() {}

  static List<Use> of(JavaClass type) {
    Signatures signatures = new Signatures();
    signatures.annotations(type.getName() + ".annotation", type.getAnnotations());
    signatures.visit(type);
    return signatures.uses;
  }

  static boolean isVisible(JavaClass type) {
    return isVisible(type.getModifiers())
        && type.getEnclosingClass().map(Signatures::isVisible).orElse(true);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  /**
   * Members of a supertype that is package-private are members of the visible type. Its annotations
   * are not on the visible type: neither compilers nor Javadoc show them.
   */
  private void visit(JavaClass type) {
    variables(type.getName() + ".type parameter", type.getTypeParameters());
    List<JavaType> parents = new ArrayList<>(type.getInterfaces());
    type.getSuperclass().ifPresent(parents::add);
    for (JavaType parent : parents) {
      type(type.getName() + ".supertype", parent);
      JavaClass raw = parent.toErasure();
      if (!isVisible(raw) && raw.getPackage().equals(type.getPackage())) {
        visit(raw);
      }
    }
    for (JavaCodeUnit unit : type.getCodeUnits()) {
      if (isVisible(unit.getModifiers()) && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)) {
        codeUnit(unit);
      }
    }
    for (JavaField field : type.getFields()) {
      if (isVisible(field.getModifiers())) {
        type(field.getFullName() + "()", field.getType());
        annotations(field.getFullName() + "()", field.getAnnotations());
      }
    }
  }

  private void codeUnit(JavaCodeUnit unit) {
    String place = unit.getFullName();
    type(place, unit.getReturnType());
    unit.getParameterTypes().forEach(parameter -> type(place, parameter));
    unit.getExceptionTypes().forEach(exception -> type(place, exception));
    variables(place, unit.getTypeParameters());
    annotations(place, unit.getAnnotations());
    for (JavaParameter parameter : unit.getParameters()) {
      annotations(place, parameter.getAnnotations());
    }
  }

  private void variables(String place, List<? extends JavaTypeVariable<?>> variables) {
    variables.forEach(v -> v.getUpperBounds().forEach(bound -> type(place, bound)));
  }

  private void type(String place, JavaType type) {
    for (JavaClass named : type.getAllInvolvedRawTypes()) {
      JavaClass element = named.getBaseComponentType();
      if (!element.isPrimitive()) {
        uses.add(new Use(place, element.getName()));
      }
    }
  }

  private void annotations(String place, Set<? extends JavaAnnotation<?>> annotations) {
    annotations.forEach(a -> uses.add(new Use(place, a.getRawType().getName())));
  }
}
