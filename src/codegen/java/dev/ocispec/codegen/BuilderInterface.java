package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Writes the nested builder interface of an object type. */
final class BuilderInterface {
  private static final String POINTER_FAULTS =
      "@throws dev.ocispec.report.JsonPointerException when it is no JSON pointer\n"
          + "@throws IllegalArgumentException when it is empty, so that it names this object"
          + " itself\n";

  private BuilderInterface() {}

  static TypeSpec emit(Model model, ObjectType type) {
    ClassName self = JavaTypes.of(type);
    ClassName builder = JavaTypes.builder(self);
    TypeSpec.Builder spec =
        TypeSpec.interfaceBuilder("Builder")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc(
                "Collects the members of a {@link $T}. Nothing is set that was not asked for. Not"
                    + " thread-safe.\n",
                self);
    for (Property property : type.properties()) {
      for (Setter setter : Setters.of(model, type, property)) {
        spec.addMethod(declare(type, setter, builder));
      }
    }
    spec.addMethod(
        abstractMethod("putUnknownMember", builder)
            .addJavadoc(
                "Sets a member that the specification does not know; it is written after the known"
                    + " ones.\n\n"
                    + "@param name the name of the member\n"
                    + "@param value what it holds\n"
                    + "@return this builder\n"
                    + "@throws IllegalArgumentException when the name is a known member's\n")
            .addParameter(String.class, "name")
            .addParameter(JavaTypes.JSON_VALUE, "value")
            .build());
    spec.addMethod(
        abstractMethod("removeUnknownMember", builder)
            .addJavadoc(
                "Removes a member that the specification does not know, if it is there.\n\n"
                    + "@param name the name of the member\n"
                    + "@return this builder\n")
            .addParameter(String.class, "name")
            .build());
    spec.addMethod(
        abstractMethod("set", builder)
            .addJavadoc(
                "Sets the member or list element that a JSON pointer names, known or not, from"
                    + " JSON. What leads there and is missing is made: an object, or a list where"
                    + " the pointer goes on with {@code -}. An index replaces that element; {@code"
                    + " -} and the index after the last one append. A value that the member can't"
                    + " hold, and a place that there can't be, are faults that {@code build()}"
                    + " reports.\n\n"
                    + "@param pointer where, relative to this object, for instance {@code"
                    + " /a/0/b}\n"
                    + "@param value what it is to hold\n"
                    + "@return this builder\n"
                    + POINTER_FAULTS)
            .addParameter(String.class, "pointer")
            .addParameter(JavaTypes.JSON_VALUE, "value")
            .build());
    spec.addMethod(
        abstractMethod("remove", builder)
            .addJavadoc(
                "Removes the member or list element that a JSON pointer names, known or not, if it"
                    + " is there.\n\n"
                    + "@param pointer where, relative to this object\n"
                    + "@return this builder\n"
                    + POINTER_FAULTS)
            .addParameter(String.class, "pointer")
            .build());
    spec.addMethod(
        abstractMethod("residue", builder)
            .addJavadoc(
                "Replaces what a read document said here that the typed members can't express.\n\n"
                    + "@param residue what takes its place\n"
                    + "@return this builder\n")
            .addParameter(JavaTypes.RESIDUE, "residue")
            .build());
    spec.addMethod(
        MethodSpec.methodBuilder("build")
            .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
            .addJavadoc(
                "Makes the value; the builder can be used further.\n\n"
                    + "@return the value\n"
                    + "@throws dev.ocispec.report.InvalidDocumentException when a required member"
                    + " is missing, a value is none that its member can hold, or an edit found"
                    + " nothing to amend, here or in a nested object; it lists all such faults\n")
            .returns(self)
            .build());
    return spec.build();
  }

  private static MethodSpec declare(ObjectType owner, Setter setter, ClassName builder) {
    MethodSpec.Builder method =
        abstractMethod(setter.name(), builder).addJavadoc(SetterJavadoc.of(owner, setter));
    setter.parameters().forEach(method::addParameter);
    return method.varargs(setter.varargs()).build();
  }

  private static MethodSpec.Builder abstractMethod(String name, ClassName builder) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
        .returns(builder);
  }
}
