package dev.ocispec.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;

/** The methods that a builder has for a member; lists and maps are in classes of their own. */
final class Setters {
  private Setters() {}

  static List<Setter> of(Model model, ObjectType owner, Property property) {
    List<Setter> setters = new ArrayList<>();
    Value value = property.value();
    if (value instanceof Value.ListOf list) {
      if (list.item() instanceof Value.Obj object) {
        new ObjectListSetters(owner, property, model.object(object.typeName())).add(setters);
      } else {
        PlainListSetters.add(property, list.item(), setters);
      }
    } else if (value instanceof Value.MapOf map) {
      MapSetters.add(property, map, setters);
    } else if (value instanceof Value.Obj object) {
      object(property, object, setters);
    } else {
      scalar(property, setters);
    }
    if (property.lowestRelease()) {
      setters.add(lowestRelease(property));
    }
    if (!property.required() || property.isCollection()) {
      setters.add(
          new Setter(
              "clear" + property.capitalName(),
              List.of(),
              false,
              "Makes " + JavadocText.code(property.name()) + " absent.",
              property,
              CodeBlock.builder()
                  .addStatement("touched($S)", property.name())
                  .addStatement("this.$N = null", property.javaName())
                  .build()));
    }
    return setters;
  }

  private static Setter lowestRelease(Property property) {
    return new Setter(
        "lowest" + property.capitalName(),
        List.of(),
        false,
        "Declares the lowest release that defines all that the result uses, whatever was declared"
            + " before; {@code build()} works it"
            + " out.",
        property,
        CodeBlock.builder()
            .addStatement("touched($S)", property.name())
            .addStatement("this.$N = null", property.javaName())
            .build());
  }

  private static void scalar(Property property, List<Setter> setters) {
    TypeName type = JavaTypes.plain(property.value());
    setters.add(set(property, type, "value", "Sets"));
    if (JavaTypes.isOpenEnum(property.value())) {
      setters.add(
          new Setter(
              property.javaName(),
              List.of(parameter(JavaTypes.STRING, "value")),
              false,
              "Sets " + JavadocText.code(property.name()) + " by its text.",
              property,
              CodeBlock.builder()
                  .addStatement(
                      "$N($T.of(value))", property.javaName(), JavaTypes.boxed(property.value()))
                  .build()));
    }
    if (property.value() instanceof Value.Int integer && integer.width().isUnsigned64()) {
      setters.add(unsignedFromLong(property));
    }
  }

  private static Setter set(Property property, TypeName type, String name, String verb) {
    CodeBlock.Builder body = CodeBlock.builder().addStatement("touched($S)", property.name());
    if (type.isPrimitive()) {
      body.addStatement("this.$N = $N", property.javaName(), name);
    } else {
      body.addStatement(
          "this.$N = $T.requireNonNull($N, $S)",
          property.javaName(),
          java.util.Objects.class,
          name,
          property.name());
    }
    return new Setter(
        property.javaName(),
        List.of(parameter(type, name)),
        false,
        verb + " " + JavadocText.code(property.name()) + ".",
        property,
        body.build());
  }

  private static Setter unsignedFromLong(Property property) {
    return new Setter(
        property.javaName(),
        List.of(parameter(TypeName.LONG, "value")),
        false,
        "Sets "
            + JavadocText.code(property.name())
            + "; a negative number is a fault that {@code build()} reports.",
        property,
        CodeBlock.builder()
            .addStatement("touched($S)", property.name())
            .addStatement("this.$N = $T.ofBits(value)", property.javaName(), JavaTypes.UNSIGNED)
            .beginControlFlow("if (value < 0)")
            .addStatement(
                "fault($S, $S, $S + value)",
                property.name(),
                "schema-minimum",
                "expected a whole number from 0 to 18446744073709551615, found ")
            .endControlFlow()
            .build());
  }

  private static void object(Property property, Value.Obj object, List<Setter> setters) {
    ClassName type = JavaTypes.of(object);
    setters.add(set(property, type, "value", "Replaces"));
    setters.add(
        new Setter(
            property.javaName(),
            List.of(parameter(JavaTypes.consumer(type), "edit")),
            false,
            "Amends "
                + JavadocText.code(property.name())
                + ", starting from an empty one when it is not set.",
            property,
            CodeBlock.builder()
                .addStatement(
                    "$T builder = $T.of(this.$N)",
                    JavaTypes.facade(type),
                    JavaTypes.facade(type),
                    property.javaName())
                .addStatement("edit.accept(builder)")
                .addStatement("touched($S)", property.name())
                .addStatement("this.$N = settled(builder)", property.javaName())
                .build()));
  }

  static ParameterSpec parameter(TypeName type, String name) {
    return ParameterSpec.builder(type, name).build();
  }

  static ParameterSpec array(TypeName type, String name) {
    return ParameterSpec.builder(ArrayTypeName.of(type), name).build();
  }
}
