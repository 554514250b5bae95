package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes what a builder checks before it builds. */
final class BuilderChecks {
  private BuilderChecks() {}

  static void add(ObjectType type, TypeSpec.Builder spec) {
    spec.addField(
        FieldSpec.builder(
                ParameterizedTypeName.get(ClassName.get(Set.class), JavaTypes.STRING),
                "KNOWN",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer(known(type))
            .build());
    spec.addMethod(
        MethodSpec.methodBuilder("isKnown")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(TypeName.BOOLEAN)
            .addParameter(String.class, "name")
            .addStatement("return KNOWN.contains(name)")
            .build());
    MethodSpec.Builder check =
        MethodSpec.methodBuilder("check")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(String.class, "pointer")
            .addParameter(
                ParameterizedTypeName.get(ClassName.get(List.class), JavaTypes.FINDING), "found")
            .addStatement("addFaults(pointer, found)");
    for (Property property : type.properties()) {
      check.addCode(check(property));
    }
    spec.addMethod(check.build());
  }

  static CodeBlock known(ObjectType type) {
    return CodeBlock.of(
        "$T.of($L)",
        Set.class,
        CodeBlock.join(
            type.properties().stream().map(p -> CodeBlock.of("$S", p.name())).toList(), ", "));
  }

  private static CodeBlock check(Property property) {
    CodeBlock.Builder code = CodeBlock.builder();
    String name = property.javaName();
    if (property.required() && !property.isCollection() && !property.lowestRelease()) {
      code.beginControlFlow("if (this.$N == null)", name)
          .addStatement("missing(pointer, $S, found)", property.name())
          .endControlFlow();
    }
    // Pointers are only put together where there is something to report.
    CodeBlock pointer = CodeBlock.of("pointer, $S", property.name());
    Value value = property.value();
    if (value instanceof Value.Obj) {
      code.addStatement("checkChild(this.$N, $L, found)", name, pointer);
    } else if (value instanceof Value.Int integer && isNarrow(integer)) {
      code.beginControlFlow("if (this.$N != null)", name)
          .addStatement(
              "range(pointer, $S, this.$N, $LL, $LL, found)",
              property.name(),
              name,
              integer.width().minimum(),
              integer.width().maximum())
          .endControlFlow();
    } else if (value instanceof Value.ListOf list && list.item() instanceof Value.Obj) {
      code.addStatement("checkChildren(this.$N, $L, found)", name, pointer);
    } else if (value instanceof Value.ListOf list
        && list.item() instanceof Value.Int integer
        && isNarrow(integer)) {
      code.addStatement(
          "ranges(this.$N, $L, $LL, $LL, found)",
          name,
          pointer,
          integer.width().minimum(),
          integer.width().maximum());
    } else if (value instanceof Value.MapOf map && map.value() instanceof Value.Obj) {
      code.addStatement("checkChildren(this.$N, $L, found)", name, pointer);
    }
    return code.build();
  }

  /** Whether Java's own type holds values that the integer type does not. */
  private static boolean isNarrow(Value.Int integer) {
    return !integer.width().isUnsigned64()
        && integer.width() != IntegerWidth.INT64
        && integer.width() != IntegerWidth.INT32;
  }
}
