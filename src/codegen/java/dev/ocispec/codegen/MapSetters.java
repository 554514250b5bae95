package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Map;

/** The methods that a builder has for a map. */
final class MapSetters {
  private MapSetters() {}

  static void add(Property property, Value.MapOf map, List<Setter> setters) {
    TypeName value = JavaTypes.boxed(map.value());
    String name = property.javaName();
    String code = JavadocText.code(property.name());
    setters.add(
        new Setter(
            name,
            List.of(
                Setters.parameter(
                    ParameterizedTypeName.get(
                        ClassName.get(Map.class),
                        JavaTypes.STRING,
                        WildcardTypeName.subtypeOf(value)),
                    "entries")),
            false,
            "Replaces all of " + code + "; an empty map makes it absent.",
            property,
            CodeBlock.builder()
                .addStatement("touched($S)", property.name())
                .addStatement("this.$N = $T.copy(entries)", name, PlainListSetters.lists())
                .build()));
    setters.add(
        new Setter(
            "put" + property.singular(),
            List.of(Setters.parameter(JavaTypes.STRING, "key"), Setters.parameter(value, "value")),
            false,
            "Sets one entry of " + code + ".",
            property,
            put(
                property,
                CodeBlock.of(
                    "$T.requireNonNull(value, $S)", java.util.Objects.class, property.name()))));
    if (map.value() instanceof Value.Obj object) {
      ClassName type = JavaTypes.of(object);
      setters.add(
          new Setter(
              "put" + property.singular(),
              List.of(
                  Setters.parameter(JavaTypes.STRING, "key"),
                  Setters.parameter(JavaTypes.consumer(type), "edit")),
              false,
              "Sets one entry of " + code + " to a new object.",
              property,
              CodeBlock.builder()
                  .addStatement(
                      "$T builder = new $T()", JavaTypes.facade(type), JavaTypes.facade(type))
                  .addStatement("edit.accept(builder)")
                  .add(put(property, CodeBlock.of("settled(builder)")))
                  .build()));
    }
    setters.add(
        new Setter(
            "remove" + property.singular(),
            List.of(Setters.parameter(JavaTypes.STRING, "key")),
            false,
            "Removes one entry of " + code + ", if it is there.",
            property,
            CodeBlock.builder()
                .beginControlFlow("if (this.$N != null && this.$N.remove(key) != null)", name, name)
                .addStatement("amended($S)", property.name())
                .endControlFlow()
                .build()));
  }

  private static CodeBlock put(Property property, CodeBlock element) {
    return CodeBlock.builder()
        .addStatement("amended($S)", property.name())
        .addStatement(
            "this.$N = $T.put(this.$N, key, $L)",
            property.javaName(),
            PlainListSetters.lists(),
            property.javaName(),
            element)
        .build();
  }
}
