package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the class that shows an object type's values to a visitor. */
final class WriterEmitter {
  private WriterEmitter() {}

  static TypeSpec emit(ObjectType type) {
    ClassName self = JavaTypes.of(type);
    MethodSpec.Builder write =
        MethodSpec.methodBuilder("write")
            .addModifiers(Modifier.STATIC)
            .addParameter(self, "value")
            .addParameter(JavaTypes.VISITOR, "out")
            .addStatement("$T residue = value.residue()", JavaTypes.RESIDUE)
            .addStatement("boolean left = !residue.isEmpty()")
            .addStatement("out.startObject()");
    for (Property property : type.properties()) {
      write.addCode(member(property));
    }
    write
        .beginControlFlow("if (left)")
        .addStatement("$T.unknown(residue, KNOWN, out)", JavaTypes.VALUE_WALK)
        .endControlFlow()
        .addStatement("out.endObject()");
    TypeSpec.Builder writer =
        TypeSpec.classBuilder(JavaTypes.writer(self))
            .addJavadoc("Shows values of {@link $T} to a visitor.\n", self)
            .addModifiers(Modifier.FINAL);
    type.properties().forEach(property -> writer.addField(name(property)));
    return writer
        .addField(
            FieldSpec.builder(
                    ParameterizedTypeName.get(ClassName.get(Set.class), JavaTypes.STRING),
                    "KNOWN",
                    Modifier.PRIVATE,
                    Modifier.STATIC,
                    Modifier.FINAL)
                .initializer(BuilderChecks.known(type))
                .build())
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(write.build())
        .build();
  }

  private static FieldSpec name(Property property) {
    return FieldSpec.builder(
            JavaTypes.MEMBER_NAME,
            Names.memberConstant(property.javaName()),
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("$T.of($S)", JavaTypes.MEMBER_NAME, property.name())
        .build();
  }

  private static CodeBlock member(Property property) {
    String name = property.javaName();
    CodeBlock.Builder code = CodeBlock.builder();
    if (property.isCollection()) {
      code.beginControlFlow("if (!value.$N().isEmpty())", name);
    } else if (!property.required()) {
      code.beginControlFlow("if (value.$N().isPresent())", name);
    }
    code.addStatement("out.name($N)", Names.memberConstant(name));
    if (property.isCollection() || property.required()) {
      code.add(value(property.value(), CodeBlock.of("value.$N()", name)));
    } else {
      TypeName accessor = JavaTypes.accessor(property);
      String get =
          accessor.equals(ClassName.get(java.util.OptionalInt.class))
              ? "getAsInt"
              : accessor.equals(ClassName.get(java.util.OptionalLong.class)) ? "getAsLong" : "get";
      code.add(value(property.value(), CodeBlock.of("value.$N().$L()", name, get)));
    }
    if (property.isCollection() || !property.required()) {
      code.nextControlFlow("else if (left)")
          .addStatement("$T.leftOver(residue, $S, out)", JavaTypes.VALUE_WALK, property.name())
          .endControlFlow();
    }
    return code.build();
  }

  private static CodeBlock value(Value value, CodeBlock expression) {
    if (value instanceof Value.ListOf list) {
      return CodeBlock.builder()
          .addStatement("out.startArray()")
          .beginControlFlow("for ($T element : $L)", JavaTypes.plain(list.item()), expression)
          .add(value(list.item(), CodeBlock.of("element")))
          .endControlFlow()
          .addStatement("out.endArray()")
          .build();
    }
    if (value instanceof Value.MapOf map) {
      TypeName entry =
          ParameterizedTypeName.get(
              ClassName.get(Map.Entry.class), JavaTypes.STRING, JavaTypes.boxed(map.value()));
      return CodeBlock.builder()
          .addStatement("out.startObject()")
          .beginControlFlow("for ($T entry : $L.entrySet())", entry, expression)
          .addStatement("out.name(entry.getKey())")
          .add(value(map.value(), CodeBlock.of("entry.getValue()")))
          .endControlFlow()
          .addStatement("out.endObject()")
          .build();
    }
    CodeBlock.Builder code = CodeBlock.builder();
    if (value instanceof Value.Text || value instanceof Value.Known k && k.type().openText()) {
      code.addStatement("out.text($L)", expression);
    } else if (value instanceof Value.Known) {
      code.addStatement("out.text($L.text())", expression);
    } else if (value instanceof Value.Bool) {
      code.addStatement("out.bool($L)", expression);
    } else if (value instanceof Value.Int integer) {
      code.addStatement(
          integer.width().isUnsigned64() ? "out.unsigned($L.toBits())" : "out.integer($L)",
          expression);
    } else if (value instanceof Value.Obj object) {
      code.addStatement("$T.write($L, out)", JavaTypes.writer(JavaTypes.of(object)), expression);
    } else {
      code.addStatement("$T.show($L, out)", JavaTypes.VALUE_WALK, expression);
    }
    return code.build();
  }
}
