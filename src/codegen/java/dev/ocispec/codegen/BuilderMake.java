package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import javax.lang.model.element.Modifier;

/** Writes how a builder makes its value with the builder that Immutables generates. */
final class BuilderMake {
  private BuilderMake() {}

  static MethodSpec make(ObjectType type) {
    ClassName self = JavaTypes.of(type);
    ClassName immutable = JavaTypes.immutable(self);
    MethodSpec.Builder make =
        MethodSpec.methodBuilder("make")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(self)
            .addStatement("$T.Builder made = $T.builder()", immutable, immutable);
    Property computed = null;
    for (Property property : type.properties()) {
      if (property.lowestRelease()) {
        computed = property;
      }
      make.addCode(set(property));
    }
    make.addStatement("made.residue(makeResidue())");
    if (type.document()) {
      make.addStatement("made.original(original())");
    }
    if (computed != null) {
      lowestRelease(type, computed, make);
    }
    return make.addStatement("return made.build()").build();
  }

  private static void lowestRelease(ObjectType type, Property property, MethodSpec.Builder make) {
    ClassName scan = ClassName.get(JavaTypes.SCHEMA, "ReleaseScan");
    make.beginControlFlow("if (this.$N == null)", property.javaName())
        .addStatement("made.$N($S)", property.javaName(), "")
        .addStatement(
            "$T scan = new $T($T.$N())",
            scan,
            scan,
            JavaTypes.tables(type),
            Names.decapital(type.name()))
        .addStatement("made.build().accept(scan)")
        .addStatement("made.$N(scan.lowest().version())", property.javaName())
        .endControlFlow();
  }

  private static CodeBlock set(Property property) {
    String name = property.javaName();
    Value value = property.value();
    if (value instanceof Value.ListOf list && list.item() instanceof Value.Obj object) {
      return present(name, CodeBlock.of("madeList(this.$N, $T.class)", name, JavaTypes.of(object)));
    }
    if (value instanceof Value.MapOf map && map.value() instanceof Value.Obj object) {
      return present(name, CodeBlock.of("madeMap(this.$N, $T.class)", name, JavaTypes.of(object)));
    }
    if (value instanceof Value.Obj object) {
      return present(name, CodeBlock.of("($T) made(this.$N)", JavaTypes.of(object), name));
    }
    return present(name, CodeBlock.of("this.$N", name));
  }

  private static CodeBlock present(String name, CodeBlock value) {
    return CodeBlock.builder()
        .beginControlFlow("if (this.$N != null)", name)
        .addStatement("made.$N($L)", name, value)
        .endControlFlow()
        .build();
  }
}
