package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes the class of an object type's values: fields that its builder and its reader fill in one
 * step, without a further builder in between.
 */
final class ValueEmitter {
  private ValueEmitter() {}

  static TypeSpec emit(ObjectType type) {
    ClassName self = JavaTypes.of(type);
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(JavaTypes.value(self))
            .addJavadoc("The values of {@link $T}.\n", self)
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(self)
            .addSuperinterface(JavaTypes.WALKABLE);
    ValueFields.add(type, spec);
    if (type.document()) {
      spec.addMethod(
          implement("original")
              .returns(
                  ParameterizedTypeName.get(
                      ClassName.get(Optional.class), ClassName.get(JavaTypes.SPEC, "OciObject")))
              .addStatement("return $T.ofNullable(this.original)", Optional.class)
              .build());
    }
    spec.addMethod(
            implement("accept")
                .addParameter(JavaTypes.VISITOR, "visitor")
                .addStatement("$T.write(this, visitor)", JavaTypes.writer(self))
                .build())
        .addMethod(
            implement("schema")
                .returns(JavaTypes.OBJECT_SCHEMA)
                .addStatement(
                    "return $T.$N()", JavaTypes.tables(type), Names.decapital(type.name()))
                .build());
    ValueValidity.add(type, spec);
    ValueEquality.add(type, spec);
    return spec.addMethod(
            implement("toString")
                .returns(String.class)
                .addStatement(
                    "return $T.of($S, this)",
                    ClassName.get(JavaTypes.SPEC_INTERNAL, "CompactText"),
                    self.simpleName())
                .build())
        .build();
  }

  static MethodSpec.Builder implement(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }
}
