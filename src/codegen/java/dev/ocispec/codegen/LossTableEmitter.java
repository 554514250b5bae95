package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the table of what a configuration loses in older releases. */
final class LossTableEmitter {
  private static final ClassName RULE = ClassName.get(JavaTypes.VERSION, "LossRule");

  private LossTableEmitter() {}

  static TypeSpec emit(Model model) {
    return TypeSpec.classBuilder("LossRules")
        .addModifiers(Modifier.FINAL)
        .addJavadoc(
            "What a configuration loses with each thing that not every release defines, in the"
                + " schema's order.\n")
        .addField(
            FieldSpec.builder(
                    ParameterizedTypeName.get(ClassName.get(List.class), RULE),
                    "ALL",
                    Modifier.STATIC,
                    Modifier.FINAL)
                .initializer(rules(model))
                .build())
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .build();
  }

  private static CodeBlock rules(Model model) {
    List<CodeBlock> rules = model.losses().stream().map(LossTableEmitter::rule).toList();
    return rules.isEmpty()
        ? CodeBlock.of("$T.of()", List.class)
        : CodeBlock.of("\n$>$>$T.of(\n$>$>$L$<$<)$<$<", List.class, CodeBlock.join(rules, ",\n"));
  }

  private static CodeBlock rule(LossRow row) {
    if (row.loss().isEmpty()) {
      return CodeBlock.of("$T.unjudged($S)", RULE, row.path());
    }
    Loss loss = row.loss().get();
    CodeBlock.Builder rule =
        CodeBlock.builder().add("$T.$N($S, ", RULE, loss.policy().factory(), row.path());
    if (!loss.replacement().isEmpty()) {
      rule.add("$S, ", loss.replacement());
    }
    rule.add("$S)", loss.effect());
    if (!loss.unlessMember().isEmpty()) {
      rule.add("\n$>$>.unless($S, $S)$<$<", loss.unlessMember(), loss.unlessValue());
    }
    return rule.build();
  }
}
