package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class that reads an object type from JSON: members into variables, then the value. */
final class ReaderEmitter {
  static final ClassName IN = ClassName.get(JavaTypes.SPEC_INTERNAL, "ObjectSource");
  private static final ClassName NAMES = ClassName.get(JavaTypes.SPEC_INTERNAL, "WordTable");

  private ReaderEmitter() {}

  static TypeSpec emit(ObjectType type) {
    ClassName self = JavaTypes.of(type);
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(JavaTypes.reader(self))
            .addJavadoc("Reads values of {@link $T}.\n", self)
            .addModifiers(Modifier.FINAL)
            .addField(
                constant(NAMES, "NAMES")
                    .initializer(
                        "$T.of($L)",
                        NAMES,
                        CodeBlock.join(
                            type.properties().stream()
                                .map(p -> CodeBlock.of("$S", p.name()))
                                .toList(),
                            ", "))
                    .build());
    KnownTextFields.add(type, spec);
    return spec.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(read(type, self))
        .build();
  }

  static FieldSpec.Builder constant(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
  }

  private static MethodSpec read(ObjectType type, ClassName self) {
    MethodSpec.Builder read =
        MethodSpec.methodBuilder("read")
            .addModifiers(Modifier.STATIC)
            .returns(JavaTypes.nullable(self))
            .addParameter(IN, "in")
            .beginControlFlow("if (!in.startObject())")
            .addStatement("return null")
            .endControlFlow()
            .addStatement("int faultsBefore = in.faultCount()");
    type.properties().forEach(property -> read.addStatement(variable(property)));
    if (type.properties().isEmpty()) {
      read.addStatement("in.nextMember(NAMES)"); // goes over all members, which are unknown
    } else {
      read.addStatement("long seen = 0")
          .beginControlFlow(
              "for (int member = in.nextMember(NAMES); member >= 0;"
                  + " member = in.nextMember(NAMES))")
          .addCode(members(type))
          .addStatement("seen |= 1L << member")
          .endControlFlow();
    }
    int index = 0;
    for (Property property : type.properties()) {
      String bit = bit(index++);
      if (property.required() && !property.isCollection()) {
        read.addStatement("in.require(seen & $L, $S)", bit, property.name());
      }
    }
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("residue"));
    if (type.document()) {
      arguments.add(CodeBlock.of("null"));
    }
    type.properties().forEach(p -> arguments.add(CodeBlock.of("$N", local(p))));
    return read.addStatement("$T residue = in.endObject()", JavaTypes.RESIDUE)
        .beginControlFlow("if (in.faultCount() > faultsBefore)")
        .addStatement("return null")
        .endControlFlow()
        .addStatement("return new $T($L)", JavaTypes.value(self), CodeBlock.join(arguments, ", "))
        .build();
  }

  private static CodeBlock members(ObjectType type) {
    CodeBlock.Builder members = CodeBlock.builder().beginControlFlow("switch (member)");
    int index = 0;
    for (Property property : type.properties()) {
      members
          .beginControlFlow("case $L ->", index)
          .beginControlFlow("if (in.startMember(seen & $L, $L))", bit(index), nullable(property))
          .add(member(property))
          .endControlFlow()
          .endControlFlow();
      index++;
    }
    return members
        .addStatement("default -> throw new $T(NAMES.word(member))", IllegalStateException.class)
        .endControlFlow()
        .build();
  }

  private static String bit(int index) {
    return "0x" + Long.toHexString(1L << index) + "L";
  }

  /** Whether the typed view can leave out a member that is written as null. */
  private static boolean nullable(Property property) {
    return !property.required() || property.isCollection();
  }

  /** The variable of a member; names of the reader's own have no underscore. */
  private static String local(Property property) {
    return property.javaName() + "_";
  }

  private static CodeBlock variable(Property property) {
    TypeName held = ValueFields.held(property);
    if (property.isCollection()) {
      return CodeBlock.of(
          "$T $N = $T.$L()",
          held,
          local(property),
          Collections.class,
          property.isList() ? "emptyList" : "emptyMap");
    }
    if (held.isPrimitive()) {
      return CodeBlock.of(
          "$T $N = $L", held, local(property), held.equals(TypeName.BOOLEAN) ? "false" : "0");
    }
    return CodeBlock.of(
        "$T $N = null", JavaTypes.nullable(JavaTypes.boxed(property.value())), local(property));
  }

  private static CodeBlock member(Property property) {
    if (property.value() instanceof Value.ListOf list) {
      return CodeBlock.builder()
          .beginControlFlow("if (in.startList())")
          .beginControlFlow("while (in.nextElement())")
          .addStatement("in.keep($L)", expression(list.item()))
          .endControlFlow()
          .addStatement("$N = in.endList()", local(property))
          .endControlFlow()
          .build();
    }
    if (property.value() instanceof Value.MapOf map) {
      return CodeBlock.builder()
          .beginControlFlow("if (in.startMap())")
          .beginControlFlow("while (in.nextEntry())")
          .addStatement("in.put($L)", expression(map.value()))
          .endControlFlow()
          .addStatement("$N = in.endMap()", local(property))
          .endControlFlow()
          .build();
    }
    return CodeBlock.builder()
        .addStatement("$N = $L", local(property), expression(property.value()))
        .build();
  }

  private static CodeBlock expression(Value value) {
    if (value instanceof Value.Obj object) {
      return CodeBlock.of("$T.read(in)", JavaTypes.reader(JavaTypes.of(object)));
    }
    if (value instanceof Value.AnyObject) {
      return CodeBlock.of("in.anyObject()");
    }
    if (value instanceof Value.Bool) {
      return CodeBlock.of("in.bool()");
    }
    if (value instanceof Value.Int integer) {
      return integer.width().isUnsigned64()
          ? CodeBlock.of("in.unsigned()")
          : CodeBlock.of(
              "in.$L($L, $L)",
              integer.width().isInt() ? "smallInteger" : "integer",
              integer.width().literal(integer.width().minimum()),
              integer.width().literal(integer.width().maximum()));
    }
    return value instanceof Value.Known known
        ? CodeBlock.of("in.known($N)", KnownTextFields.name(known.type()))
        : CodeBlock.of("in.text()");
  }
}
