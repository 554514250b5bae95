package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * Writes how a value recognises that the schema has nothing against it: straight through its
 * fields, without the tables. What it does not recognise is judged by the tables, so that only they
 * know which faults there are and what they are called.
 */
final class ValueValidity {
  private static final ClassName LEFT_OVER = ClassName.get(JavaTypes.SPEC_INTERNAL, "LeftOver");

  private ValueValidity() {}

  static void add(ObjectType type, TypeSpec.Builder spec) {
    ValueFaults faults = new ValueFaults(spec);
    MethodSpec.Builder method = ValueEmitter.implement("isPlainlyValid").returns(TypeName.BOOLEAN);
    method.addCode(
        refuse(
            CodeBlock.of(
                "!this.residue.isEmpty() && !$T.isHarmless(this.residue, schema())", LEFT_OVER)));
    for (Property property : type.properties()) {
      method.addCode(member(property, faults));
    }
    spec.addMethod(method.addStatement("return true").build());
    spec.addMethod(
        MethodSpec.methodBuilder("isPlainlyValid")
            .addModifiers(Modifier.STATIC)
            .returns(TypeName.BOOLEAN)
            .addParameter(JavaTypes.of(type), "value")
            .addStatement(
                "return value instanceof $T own && own.isPlainlyValid()",
                JavaTypes.value(JavaTypes.of(type)))
            .build());
    faults.addPatterns();
  }

  private static CodeBlock member(Property property, ValueFaults faults) {
    Value value = property.value();
    CodeBlock there = CodeBlock.of("this.$N", property.javaName());
    if (value instanceof Value.ListOf list) {
      CodeBlock.Builder code = CodeBlock.builder();
      if (property.required()) {
        code.add(refuse(CodeBlock.of("$L.isEmpty()", there)));
      }
      // An empty list counts as absent.
      if (list.minItems() > 1) {
        code.add(
            refuse(CodeBlock.of("!$L.isEmpty() && $L.size() < $L", there, there, list.minItems())));
      }
      return code.add(elements(list.item(), there, faults)).build();
    }
    if (value instanceof Value.MapOf map) {
      CodeBlock missing =
          property.required() ? refuse(CodeBlock.of("$L.isEmpty()", there)) : CodeBlock.of("");
      return CodeBlock.builder()
          .add(missing)
          .add(elements(map.value(), CodeBlock.of("$L.values()", there), faults))
          .build();
    }
    CodeBlock fault = faults.of(value, there);
    if (fault.isEmpty()) {
      return fault;
    }
    String form = fault.toString().contains(" || ") ? "$L != null && ($L)" : "$L != null && $L";
    return refuse(property.required() ? fault : CodeBlock.of(form, there, fault));
  }

  private static CodeBlock elements(Value item, CodeBlock all, ValueFaults faults) {
    CodeBlock fault = faults.of(item, CodeBlock.of("element"));
    if (fault.isEmpty()) {
      return fault;
    }
    return CodeBlock.builder()
        .beginControlFlow("for ($T element : $L)", JavaTypes.plain(item), all)
        .add(refuse(fault))
        .endControlFlow()
        .build();
  }

  private static CodeBlock refuse(CodeBlock condition) {
    return CodeBlock.builder()
        .beginControlFlow("if ($L)", condition)
        .addStatement("return false")
        .endControlFlow()
        .build();
  }
}
