package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;

/** The methods that a builder has for a list of strings, known values or numbers. */
final class PlainListSetters {
  private PlainListSetters() {}

  static void add(Property property, Value item, List<Setter> setters) {
    TypeName boxed = JavaTypes.boxed(item);
    TypeName plain = JavaTypes.plain(item);
    String name = property.javaName();
    String code = JavadocText.code(property.name());
    setters.add(
        new Setter(
            name,
            List.of(Setters.array(plain, "values")),
            true,
            "Replaces all of " + code + "; without arguments it becomes absent.",
            property,
            CodeBlock.builder()
                .addStatement("touched($S)", property.name())
                .addStatement("this.$N = null", name)
                .addStatement("add$L(values)", property.capitalName())
                .build()));
    setters.add(
        new Setter(
            name,
            List.of(Setters.parameter(JavaTypes.iterable(boxed), "values")),
            false,
            "Replaces all of " + code + "; an empty list makes it absent.",
            property,
            CodeBlock.builder()
                .addStatement("touched($S)", property.name())
                .addStatement(
                    "this.$N = $T.$L(values)", name, PlainListSetters.lists(), taken(property))
                .build()));
    setters.add(
        new Setter(
            "add" + property.capitalName(),
            List.of(Setters.array(plain, "values")),
            true,
            "Appends elements to " + code + ".",
            property,
            CodeBlock.builder()
                .addStatement("amended($S)", property.name())
                .addStatement("this.$N = $T.append(this.$N, values)", name, lists(), name)
                .build()));
    if (JavaTypes.isOpenEnum(item)) {
      byText(property, item, code, setters);
    }
    if (property.environment()) {
      environment(property, setters);
    }
  }

  private static void byText(Property property, Value item, String code, List<Setter> setters) {
    List<ParameterSpec> parameters = List.of(Setters.array(JavaTypes.STRING, "values"));
    TypeName type = JavaTypes.boxed(item);
    setters.add(
        new Setter(
            property.javaName(),
            parameters,
            true,
            "Replaces all of " + code + " by these texts.",
            property,
            CodeBlock.builder()
                .addStatement("touched($S)", property.name())
                .addStatement("this.$N = null", property.javaName())
                .addStatement("add$L(values)", property.capitalName())
                .build()));
    setters.add(
        new Setter(
            "add" + property.capitalName(),
            parameters,
            true,
            "Appends these texts to " + code + ".",
            property,
            CodeBlock.builder()
                .beginControlFlow("for (String value : values)")
                .addStatement("add$L($T.of(value))", property.capitalName(), type)
                .endControlFlow()
                .build()));
  }

  private static void environment(Property property, List<Setter> setters) {
    setters.add(
        new Setter(
            "put" + property.capitalName(),
            List.of(
                Setters.parameter(JavaTypes.STRING, "name"),
                Setters.parameter(JavaTypes.STRING, "value")),
            false,
            "Sets one variable: the first entry of that name is replaced and further ones are"
                + " removed, or an entry is"
                + " appended.\n\n"
                + "@throws IllegalArgumentException when the name is empty or has an equals sign",
            property,
            CodeBlock.builder()
                .addStatement("amended($S)", property.name())
                .addStatement(
                    "this.$N = $T.put(this.$N, name, value)",
                    property.javaName(),
                    environmentList(),
                    property.javaName())
                .build()));
    setters.add(
        new Setter(
            "remove" + property.capitalName(),
            List.of(Setters.parameter(JavaTypes.STRING, "name")),
            false,
            "Removes all entries of one variable, if there are any.",
            property,
            CodeBlock.builder()
                .beginControlFlow(
                    "if ($T.remove(this.$N, name))", environmentList(), property.javaName())
                .addStatement("amended($S)", property.name())
                .endControlFlow()
                .build()));
  }

  /**
   * How a builder takes over a list: it shares those of values until it has to change them. An
   * environment is there to be amended.
   */
  static String taken(Property property) {
    return property.isList() && !property.environment() ? "share" : "copy";
  }

  static ClassName lists() {
    return ClassName.get(JavaTypes.SPEC_INTERNAL, "BuilderLists");
  }

  private static ClassName environmentList() {
    return ClassName.get(JavaTypes.SPEC, "EnvironmentList");
  }
}
