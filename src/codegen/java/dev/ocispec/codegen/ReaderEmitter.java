package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Writes the class that reads an object type from JSON. */
final class ReaderEmitter {
  static final ClassName IN = ClassName.get(JavaTypes.JSON, "DocumentReader");

  private ReaderEmitter() {}

  static TypeSpec emit(ObjectType type) {
    ClassName self = JavaTypes.of(type);
    MethodSpec.Builder read =
        MethodSpec.methodBuilder("read")
            .addModifiers(Modifier.STATIC)
            .returns(JavaTypes.nullable(self))
            .addParameter(IN, "in")
            .beginControlFlow("if (!in.startObject())")
            .addStatement("return null")
            .endControlFlow()
            .addStatement("int faults = in.faultCount()")
            .addStatement("$T.Builder builder = $T.builder()", self, self)
            .addStatement("long seen = 0")
            .beginControlFlow(
                "for (String name = in.nextName(); name != null; name = in.nextName())")
            .beginControlFlow("switch (name)");
    int index = 0;
    for (Property property : type.properties()) {
      String bit = "0x" + Long.toHexString(1L << index++) + "L";
      read.beginControlFlow("case $S ->", property.name())
          .beginControlFlow("if (in.startMember(seen & $L, $L))", bit, nullable(property))
          .addCode(member(property))
          .endControlFlow()
          .addStatement("seen |= $L", bit)
          .endControlFlow();
    }
    read.addStatement("default -> in.unknownMember()").endControlFlow().endControlFlow();
    index = 0;
    for (Property property : type.properties()) {
      String bit = "0x" + Long.toHexString(1L << index++) + "L";
      if (property.required() && !property.isCollection()) {
        read.addStatement("in.require(seen & $L, $S)", bit, property.name());
      }
    }
    read.addStatement("builder.residue(in.endObject())")
        .addStatement("return in.faultCount() == faults ? builder.build() : null");
    return TypeSpec.classBuilder(JavaTypes.reader(self))
        .addJavadoc("Reads values of {@link $T}.\n", self)
        .addModifiers(Modifier.FINAL)
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(read.build())
        .build();
  }

  /** Whether the typed view can leave out a member that is written as null. */
  private static boolean nullable(Property property) {
    return !property.required() || property.isCollection();
  }

  private static CodeBlock member(Property property) {
    Value value = property.value();
    String name = property.javaName();
    if (value instanceof Value.Bool) {
      return accepted(TypeName.BOOLEAN, CodeBlock.of("in.bool()"), name);
    }
    if (value instanceof Value.Int integer && !integer.width().isUnsigned64()) {
      String method = integer.width().isInt() ? "in.smallInteger" : "in.integer";
      return accepted(
          JavaTypes.plain(value),
          CodeBlock.of(
              "$L($L, $L)",
              method,
              integer.width().literal(integer.width().minimum()),
              integer.width().literal(integer.width().maximum())),
          name);
    }
    return CodeBlock.builder()
        .addStatement(
            "$T value = $L", JavaTypes.nullable(JavaTypes.boxed(value)), expression(value))
        .beginControlFlow("if (value != null)")
        .addStatement("builder.$N(value)", name)
        .endControlFlow()
        .build();
  }

  private static CodeBlock accepted(TypeName type, CodeBlock expression, String name) {
    return CodeBlock.builder()
        .addStatement("$T value = $L", type, expression)
        .beginControlFlow("if (in.accepted())")
        .addStatement("builder.$N(value)", name)
        .endControlFlow()
        .build();
  }

  private static CodeBlock expression(Value value) {
    if (value instanceof Value.ListOf list) {
      return CodeBlock.of("in.list($L)", element(list.item()));
    }
    if (value instanceof Value.MapOf map) {
      return CodeBlock.of("in.map($L)", element(map.value()));
    }
    if (value instanceof Value.Obj object) {
      return CodeBlock.of("$T.read(in)", JavaTypes.reader(JavaTypes.of(object)));
    }
    if (value instanceof Value.AnyObject) {
      return CodeBlock.of("in.anyObject()");
    }
    if (value instanceof Value.Int) {
      return CodeBlock.of("in.unsigned()");
    }
    return JavaTypes.isOpenEnum(value)
        ? CodeBlock.of("in.known($T::of)", JavaTypes.boxed(value))
        : CodeBlock.of("in.text()");
  }

  /** A function that reads one element. */
  private static CodeBlock element(Value value) {
    if (value instanceof Value.Obj object) {
      return CodeBlock.of("$T::read", JavaTypes.reader(JavaTypes.of(object)));
    }
    if (value instanceof Value.Int integer && integer.width() == IntegerWidth.UINT32) {
      return CodeBlock.of("$T::unsigned32", IN);
    }
    if (JavaTypes.isOpenEnum(value)) {
      return CodeBlock.of("reader -> reader.known($T::of)", JavaTypes.boxed(value));
    }
    return CodeBlock.of("$T::text", IN); // lists and maps hold nothing else
  }
}
