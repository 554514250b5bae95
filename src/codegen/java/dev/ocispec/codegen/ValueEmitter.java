package dev.ocispec.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes the class behind an object type's interface, of which Immutables makes the value. It
 * carries the annotations, so that the compilers of those who use the interface never meet them.
 */
final class ValueEmitter {
  private ValueEmitter() {}

  static TypeSpec emit(ObjectType type) {
    ClassName self = JavaTypes.of(type);
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(JavaTypes.value(self))
            .addJavadoc("What Immutables makes the values of {@link $T} of.\n", self)
            .addModifiers(Modifier.ABSTRACT)
            .addAnnotation(
                AnnotationSpec.builder(ClassName.get("org.immutables.value", "Value", "Immutable"))
                    .addMember("copy", "false")
                    .build())
            .addSuperinterface(self)
            .addSuperinterface(JavaTypes.WALKABLE);
    if (type.properties().stream().anyMatch(p -> Character.isUpperCase(p.javaName().charAt(0)))) {
      // Immutables says that it leaves its imports alone for such a type, which is fine.
      spec.addAnnotation(
          AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "$S", "immutables:incompat")
              .build());
    }
    if (type.document()) {
      spec.addMethod(
          MethodSpec.methodBuilder("original")
              .addAnnotation(Override.class)
              .addAnnotation(ClassName.get("org.immutables.value", "Value", "Auxiliary"))
              .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
              .returns(
                  ParameterizedTypeName.get(
                      ClassName.get(Optional.class), ClassName.get(JavaTypes.SPEC, "OciObject")))
              .build());
    }
    return spec.addMethod(
            MethodSpec.methodBuilder("accept")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(JavaTypes.VISITOR, "visitor")
                .addStatement("$T.write(this, visitor)", JavaTypes.writer(self))
                .build())
        .addMethod(
            MethodSpec.methodBuilder("schema")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(JavaTypes.OBJECT_SCHEMA)
                .addStatement(
                    "return $T.$N()", JavaTypes.tables(type), Names.decapital(type.name()))
                .build())
        .addMethod(
            MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement(
                    "return $T.of($S, this)",
                    ClassName.get(JavaTypes.SPEC_INTERNAL, "CompactText"),
                    self.simpleName())
                .build())
        .build();
  }
}
