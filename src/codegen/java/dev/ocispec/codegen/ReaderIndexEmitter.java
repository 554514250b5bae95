package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the index from a type to its reader and its schema. */
final class ReaderIndexEmitter {
  private ReaderIndexEmitter() {}

  static TypeSpec emit(Model model) {
    return TypeSpec.classBuilder("Readers")
        .addJavadoc("From a type to its reader and its schema.\n")
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(read())
        .addMethod(builder(model))
        .addMethod(schema(model))
        .addMethod(types(model))
        .build();
  }

  private static MethodSpec read() {
    return MethodSpec.methodBuilder("read")
        .addJavadoc(
            "Reads a value of {@code type}.\n\n"
                + "@param type one of {@link #types()}\n"
                + "@param in what it is read from\n"
                + "@return the value, or null when it has a fault, which {@code in} has noted\n"
                + "@throws IllegalArgumentException when it is none of these types\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(JavaTypes.nullable(JavaTypes.OBJECT))
        .addParameter(anyClass(), "type")
        .addParameter(ReaderEmitter.IN, "in")
        .addStatement("return $T.read(builder(type), in)", JavaTypes.OBJECT_BUILDER)
        .build();
  }

  private static MethodSpec builder(Model model) {
    CodeBlock.Builder cases =
        CodeBlock.builder().beginControlFlow("return switch (type.getName())");
    for (ObjectType type : model.present()) {
      ClassName name = JavaTypes.of(type);
      cases.addStatement("case $S -> $T.builder()", name.canonicalName(), name);
    }
    cases.addStatement(
        "default -> throw new IllegalArgumentException(type.getName() + $S)",
        " is no type of these documents");
    return MethodSpec.methodBuilder("builder")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(JavaTypes.OBJECT)
        .addParameter(anyClass(), "type")
        .addCode(cases.unindent().add("};\n").build())
        .build();
  }

  private static MethodSpec schema(Model model) {
    CodeBlock.Builder cases =
        CodeBlock.builder().beginControlFlow("return switch (type.getName())");
    for (ObjectType type : model.present()) {
      cases.addStatement(
          "case $S -> $T.$N()",
          JavaTypes.of(type).canonicalName(),
          JavaTypes.tables(type),
          Names.decapital(type.name()));
    }
    cases.addStatement(
        "default -> throw new IllegalArgumentException(type.getName() + $S)",
        " is no type of these documents");
    return MethodSpec.methodBuilder("schema")
        .addJavadoc(
            "Finds the schema of {@code type}.\n\n"
                + "@param type one of {@link #types()}\n"
                + "@return its schema\n"
                + "@throws IllegalArgumentException when it is none of these types\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(JavaTypes.OBJECT_SCHEMA)
        .addParameter(anyClass(), "type")
        .addCode(cases.unindent().add("};\n").build())
        .build();
  }

  private static MethodSpec types(Model model) {
    TypeName element =
        ParameterizedTypeName.get(
            ClassName.get(Class.class),
            WildcardTypeName.subtypeOf(ClassName.get(JavaTypes.SPEC, "OciObject")));
    return MethodSpec.methodBuilder("types")
        .addJavadoc("{@return all types of the documents, each after those that it uses}\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(ParameterizedTypeName.get(ClassName.get(List.class), element))
        .addStatement(
            "return $T.of($L)",
            List.class,
            CodeBlock.join(
                model.present().stream()
                    .map(type -> CodeBlock.of("$T.class", JavaTypes.of(type)))
                    .toList(),
                ", "))
        .build();
  }

  private static TypeName anyClass() {
    return ParameterizedTypeName.get(
        ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class));
  }
}
