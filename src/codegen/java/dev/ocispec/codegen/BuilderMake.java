package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Writes how a builder makes its value: with one call of the value's constructor. */
final class BuilderMake {
  private BuilderMake() {}

  static void add(ObjectType type, TypeSpec.Builder spec) {
    Optional<Property> computed =
        type.properties().stream().filter(Property::lowestRelease).findFirst();
    MethodSpec.Builder make =
        MethodSpec.methodBuilder("make")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(JavaTypes.of(type));
    if (computed.isEmpty()) {
      spec.addMethod(make.addCode(construct(type)).build());
      return;
    }
    spec.addMethod(lowestRelease(type, computed.get(), make));
    spec.addMethod(
        MethodSpec.methodBuilder("makeAs")
            .addModifiers(Modifier.PRIVATE)
            .returns(JavaTypes.value(JavaTypes.of(type)))
            .addParameter(String.class, "release")
            .addCode(construct(type))
            .build());
  }

  private static MethodSpec lowestRelease(
      ObjectType type, Property property, MethodSpec.Builder make) {
    ClassName scan = ClassName.get(JavaTypes.SCHEMA, "ReleaseScan");
    return make.beginControlFlow("if (this.$N != null)", property.javaName())
        .addStatement("return makeAs(this.$N)", property.javaName())
        .endControlFlow()
        .addStatement(
            "$T scan = new $T($T.$N())",
            scan,
            scan,
            JavaTypes.tables(type),
            Names.decapital(type.name()))
        .addStatement("makeAs($S).accept(scan)", "")
        .addStatement("return makeAs(scan.lowest().version())")
        .build();
  }

  private static CodeBlock construct(ObjectType type) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("makeResidue()"));
    if (type.document()) {
      arguments.add(CodeBlock.of("original()"));
    }
    for (Property property : type.properties()) {
      arguments.add(property.lowestRelease() ? CodeBlock.of("release") : argument(property));
    }
    return CodeBlock.builder()
        .addStatement(
            "return new $T(\n$L)",
            JavaTypes.value(JavaTypes.of(type)),
            CodeBlock.join(arguments, ",\n"))
        .build();
  }

  private static CodeBlock argument(Property property) {
    String name = property.javaName();
    Value value = property.value();
    if (value instanceof Value.ListOf list && list.item() instanceof Value.Obj object) {
      return CodeBlock.of("madeList(this.$N, $T.class)", name, JavaTypes.of(object));
    }
    if (value instanceof Value.MapOf map && map.value() instanceof Value.Obj object) {
      return CodeBlock.of("madeMap(this.$N, $T.class)", name, JavaTypes.of(object));
    }
    if (value instanceof Value.Obj object) {
      return CodeBlock.of("($T) made(this.$N)", JavaTypes.of(object), name);
    }
    if (property.isCollection()) {
      return CodeBlock.of("$T.settled(this.$N)", PlainListSetters.lists(), name);
    }
    return CodeBlock.of("this.$N", name);
  }
}
