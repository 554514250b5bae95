package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Writes how a builder sets and removes what a pointer names. */
final class EditEmitter {
  private static final ClassName EDIT = ClassName.get(JavaTypes.SPEC_INTERNAL, "MemberEdit");

  private EditEmitter() {}

  /** Adds the methods that users call, and the one that leads an edit to the member's field. */
  static void add(ObjectType type, TypeSpec.Builder spec) {
    ClassName builder = JavaTypes.builder(JavaTypes.of(type));
    spec.addMethod(
        method("set", Modifier.PUBLIC)
            .returns(builder)
            .addParameter(String.class, "pointer")
            .addParameter(JavaTypes.JSON_VALUE, "value")
            .addStatement("setAt(pointer, value)")
            .addStatement("return this")
            .build());
    spec.addMethod(
        method("remove", Modifier.PUBLIC)
            .returns(builder)
            .addParameter(String.class, "pointer")
            .addStatement("removeAt(pointer)")
            .addStatement("return this")
            .build());
    MethodSpec.Builder edit = method("edit", Modifier.PROTECTED).addParameter(EDIT, "edit");
    edit.beginControlFlow("switch (edit.member())");
    for (Property property : type.properties()) {
      edit.addStatement(
          "case $S -> this.$N = $L",
          property.name(),
          property.javaName(),
          edited(
              property.value(),
              property.required() && !property.isCollection() ? "edit.required()" : "edit",
              CodeBlock.of("this.$N", property.javaName())));
    }
    spec.addMethod(edit.addStatement("default -> throw edit.unknown()").endControlFlow().build());
  }

  private static MethodSpec.Builder method(String name, Modifier modifier) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(modifier);
  }

  /** What {@code edit} makes of the value that is there. */
  private static CodeBlock edited(Value value, String edit, CodeBlock there) {
    if (value instanceof Value.ListOf list) {
      return CodeBlock.of("$L.list($L, $L)", edit, there, element(list.item()));
    }
    if (value instanceof Value.MapOf map) {
      return CodeBlock.of("$L.map($L, $L)", edit, there, element(map.value()));
    }
    if (value instanceof Value.Obj object) {
      ClassName builder = JavaTypes.facade(JavaTypes.of(object));
      return CodeBlock.of("$L.object($L, $T::of)", edit, there, builder);
    }
    if (value instanceof Value.AnyObject) {
      return CodeBlock.of("$L.anyObject($L)", edit, there);
    }
    if (value instanceof Value.Bool) {
      return CodeBlock.of("$L.bool($L)", edit, there);
    }
    if (value instanceof Value.Int integer) {
      return integer.width().isUnsigned64()
          ? CodeBlock.of("$L.unsigned($L)", edit, there)
          : CodeBlock.of(
              "$L.$L($L, $L, $L)",
              edit,
              integer.width().isInt() ? "smallInteger" : "integer",
              there,
              integer.width().literal(integer.width().minimum()),
              integer.width().literal(integer.width().maximum()));
    }
    return JavaTypes.isOpenEnum(value)
        ? CodeBlock.of("$L.known($L, $T::of)", edit, there, JavaTypes.boxed(value))
        : CodeBlock.of("$L.text($L)", edit, there);
  }

  private static CodeBlock element(Value value) {
    return value instanceof Value.Text
            || value instanceof Value.Known known && known.type().openText()
        ? CodeBlock.of("$T::text", EDIT)
        : CodeBlock.of("(element, there) -> $L", edited(value, "element", CodeBlock.of("there")));
  }
}
