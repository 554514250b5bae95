package dev.ocispec.codegen;

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
            .addSuperinterface(
                ClassName.get(JavaTypes.SPEC, type.document() ? "OciDocument" : "OciObject"))
            .addJavadoc(JavadocText.type(type.docs()));
    for (Property property : type.properties()) {
      spec.addMethod(
          MethodSpec.methodBuilder(property.javaName())
              .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
              .addJavadoc(JavadocText.accessor(property))
              .returns(JavaTypes.accessor(property))
              .build());
    }
    spec.addMethod(
        MethodSpec.methodBuilder("builder")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc("{@return a builder with nothing set}\n")
            .returns(builder)
            .addStatement("return new $T()", JavaTypes.facade(self))
            .build());
    spec.addMethod(
        MethodSpec.methodBuilder("toBuilder")
            .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
            .addJavadoc(
                "{@return a builder that holds all of this value, unknown members included}\n")
            .returns(builder)
            .addStatement("return new $T(this)", JavaTypes.facade(self))
            .build());
    return spec.addType(BuilderInterface.emit(model, type)).build();
  }
}
