package dev.ocispec.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Writes the interface of an object type, with its nested builder interface. */
final class InterfaceEmitter {
  private InterfaceEmitter() {}

  static TypeSpec emit(Model model, ObjectType type) {
    ClassName self = JavaTypes.of(type);
    ClassName builder = JavaTypes.builder(self);
    TypeSpec.Builder spec =
        TypeSpec.interfaceBuilder(self)
            .addModifiers(Modifier.PUBLIC)
            .addAnnotation(
                AnnotationSpec.builder(ClassName.get("org.immutables.value", "Value", "Immutable"))
                    .addMember("copy", "false")
                    .build())
            .addSuperinterface(
                ClassName.get(JavaTypes.SPEC, type.document() ? "OciDocument" : "OciObject"))
            .addJavadoc(JavadocText.full(type.docs()));
    if (type.properties().stream().anyMatch(p -> Character.isUpperCase(p.javaName().charAt(0)))) {
      // Immutables says that it leaves its imports alone for such a type, which is fine.
      spec.addAnnotation(
          AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "$S", "immutables:incompat")
              .build());
    }
    for (Property property : type.properties()) {
      spec.addMethod(
          MethodSpec.methodBuilder(property.javaName())
              .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
              .addJavadoc(JavadocText.full(property.docs()))
              .returns(JavaTypes.accessor(property))
              .build());
    }
    spec.addMethod(
        MethodSpec.methodBuilder("builder")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc("A builder with nothing set.\n")
            .returns(builder)
            .addStatement("return new $T()", JavaTypes.facade(self))
            .build());
    spec.addMethod(
        MethodSpec.methodBuilder("toBuilder")
            .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
            .addJavadoc("A builder that holds all of this value, unknown members included.\n")
            .returns(builder)
            .addStatement("return new $T(this)", JavaTypes.facade(self))
            .build());
    spec.addMethod(
        MethodSpec.methodBuilder("accept")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
            .addParameter(JavaTypes.VISITOR, "visitor")
            .addStatement("$T.write(this, visitor)", JavaTypes.writer(self))
            .build());
    spec.addMethod(
        MethodSpec.methodBuilder("schema")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
            .returns(JavaTypes.OBJECT_SCHEMA)
            .addStatement("return $T.$N()", JavaTypes.SCHEMAS, Names.decapital(type.name()))
            .build());
    return spec.addType(BuilderInterface.emit(model, type)).build();
  }
}
