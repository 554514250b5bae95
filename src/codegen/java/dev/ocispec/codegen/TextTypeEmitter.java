package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes string types with known values: open enumerations, or constants where the value stays a
 * string.
 */
final class TextTypeEmitter {
  private TextTypeEmitter() {}

  static TypeSpec emit(TextType type) {
    ClassName self = JavaTypes.of(type);
    TypeName constantType = type.openText() ? JavaTypes.STRING : self;
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc(JavadocText.type(type.docs()));
    for (KnownValue value : type.values()) {
      spec.addField(
          FieldSpec.builder(
                  constantType, value.constant(), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .addJavadoc(JavadocText.value(value.docs()))
              .initializer(
                  type.openText()
                      ? CodeBlock.of("$S", value.value())
                      : CodeBlock.of("new $T($S, true)", self, value.value()))
              .build());
    }
    spec.addField(
        FieldSpec.builder(
                ParameterizedTypeName.get(ClassName.get(List.class), constantType),
                "KNOWN",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer(
                "$T.of($L)",
                List.class,
                String.join(", ", type.values().stream().map(KnownValue::constant).toList()))
            .build());
    if (type.openText()) {
      spec.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    } else {
      openEnum(spec, type, self);
    }
    spec.addMethod(
        MethodSpec.methodBuilder("known")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc("{@return the values that the newest release known lists, in its order}\n")
            .returns(ParameterizedTypeName.get(ClassName.get(List.class), constantType))
            .addStatement("return KNOWN")
            .build());
    return spec.build();
  }

  private static void openEnum(TypeSpec.Builder spec, TextType type, ClassName self) {
    spec.superclass(ClassName.get(JavaTypes.SPEC, "OpenText"));
    spec.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(String.class, "text")
            .addParameter(boolean.class, "known")
            .addStatement("super(text, known)")
            .build());
    CodeBlock.Builder cases = CodeBlock.builder().beginControlFlow("return switch (text)");
    for (KnownValue value : type.values()) {
      cases.addStatement("case $S -> $N", value.value(), value.constant());
    }
    cases.addStatement("default -> new $T(text, false)", self);
    cases.unindent().add("};\n");
    spec.addMethod(
        MethodSpec.methodBuilder("of")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc(
                "Finds the constant with this text, or else makes a value that keeps it"
                    + " exactly.\n\n"
                    + "@param text any text\n"
                    + "@return the value with that text\n")
            .returns(self)
            .addParameter(String.class, "text")
            .addCode(cases.build())
            .build());
  }
}
