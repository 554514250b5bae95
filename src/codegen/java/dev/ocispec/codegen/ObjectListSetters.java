package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import java.util.List;
import java.util.Objects;

/** The methods that a builder has for a list of objects. */
final class ObjectListSetters {
  private static final ClassName KEYED = ClassName.get(JavaTypes.SPEC, "KeyedList");

  private final ObjectType owner;
  private final Property property;
  private final ObjectType element;
  private final ClassName type;
  private final String code;

  ObjectListSetters(ObjectType owner, Property property, ObjectType element) {
    this.owner = owner;
    this.property = property;
    this.element = element;
    this.type = JavaTypes.of(element);
    this.code = JavadocText.code(property.name());
  }

  void add(List<Setter> setters) {
    setters.add(
        setter(
            property.javaName(),
            Setters.parameter(JavaTypes.iterable(type), "values"),
            "Replaces all of " + code + "; an empty list makes it absent.",
            CodeBlock.builder()
                .addStatement("touched($S)", property.name())
                .addStatement(
                    "this.$N = $T.<Object>copy(values)",
                    property.javaName(),
                    PlainListSetters.lists())
                .build()));
    String name = "add" + property.singular();
    setters.add(setter(name, value(), "Appends an element to " + code + ".", append(checked())));
    setters.add(
        setter(
            name,
            edit(),
            "Appends a new element to " + code + ".",
            edited(append(CodeBlock.of("settled(builder)")))));
    if (!property.key().isEmpty()) {
      keyed(setters);
    }
  }

  private void keyed(List<Setter> setters) {
    String summary =
        (property.stacking()
                ? "Replaces the last element with the same {@code %s}, or appends."
                : "Replaces the element with the same {@code %s} (further ones are removed),"
                    + " or appends.")
            .formatted(property.key());
    String put = "put" + property.singular();
    setters.add(setter(put, value(), summary, put(checked())));
    setters.add(
        setter(
            put,
            edit(),
            summary
                + " The element starts empty; {@code edit%s} amends one."
                    .formatted(property.singular()),
            edited(put(CodeBlock.of("settled(builder)")))));
    Property key = key();
    ParameterSpec keyParameter = Setters.parameter(JavaTypes.boxed(key.value()), key.javaName());
    boolean enough =
        element.properties().stream().noneMatch(p -> p.required() && !p.name().equals(key.name()));
    if (JavaTypes.isOpenEnum(key.value()) && enough) {
      setters.add(
          setter(
              put,
              keyParameter,
              "Makes sure that there is an element with that {@code %s}: one with nothing else set replaces it or is appended."
                  .formatted(property.key()),
              CodeBlock.builder()
                  .addStatement(
                      "$T builder = new $T()", JavaTypes.facade(type), JavaTypes.facade(type))
                  .addStatement("builder.$N($N)", key.javaName(), key.javaName())
                  .add(put(CodeBlock.of("settled(builder)")))
                  .build()));
    }
    setters.add(edit(key, keyParameter));
    setters.add(
        setter(
            "remove" + property.singular(),
            keyParameter,
            (property.stacking()
                    ? "Removes the last element with that {@code %s}, if there is one."
                    : "Removes all elements with that {@code %s}, if there are any.")
                .formatted(property.key()),
            indexed()
                .beginControlFlow(
                    "if ($T.remove(this.$N, $N, $T::$N, $L))",
                    KEYED,
                    property.javaName(),
                    key.javaName(),
                    JavaTypes.facade(JavaTypes.of(owner)),
                    keyFunction(property),
                    property.stacking())
                .addStatement("amended($S)", property.name())
                .endControlFlow()
                .build()));
  }

  private Setter edit(Property key, ParameterSpec keyParameter) {
    String summary =
        (property.stacking()
                ? "Amends the last element with that {@code %s}, in its place."
                : "Amends the element with that {@code %s}; where there are several the last"
                    + " one, which remains in the place of the first.")
            .formatted(property.key());
    return new Setter(
        "edit" + property.singular(),
        List.of(keyParameter, edit()),
        false,
        summary + " When there is none, that is a fault that {@code build()} reports.",
        property,
        indexed()
            .beginControlFlow(
                "if (!$T.edit(this.$N, $N, $T::$N, $L, element -> edited($T.of(element), edit)))",
                KEYED,
                property.javaName(),
                key.javaName(),
                JavaTypes.facade(JavaTypes.of(owner)),
                keyFunction(property),
                property.stacking(),
                JavaTypes.facade(type))
            .addStatement(
                "noElement($S, $S, $S, $N)",
                property.name(),
                property.singular(),
                property.key(),
                key.javaName())
            .endControlFlow()
            .build());
  }

  private Property key() {
    return element.properties().stream()
        .filter(p -> p.name().equals(property.key()))
        .findFirst()
        .orElseThrow();
  }

  private CodeBlock append(CodeBlock added) {
    return CodeBlock.builder()
        .addStatement("amended($S)", property.name())
        .addStatement(
            "this.$N = $T.append(this.$N, $L)",
            property.javaName(),
            PlainListSetters.lists(),
            property.javaName(),
            added)
        .build();
  }

  private CodeBlock put(CodeBlock added) {
    return CodeBlock.builder()
        .addStatement("amended($S)", property.name())
        .addStatement(
            "this.$N = $T.put(this.$N, $L, $T::$N, $L)",
            property.javaName(),
            KEYED,
            property.javaName(),
            added,
            JavaTypes.facade(JavaTypes.of(owner)),
            keyFunction(property),
            property.stacking())
        .build();
  }

  private CodeBlock edited(CodeBlock then) {
    return CodeBlock.builder()
        .addStatement("$T builder = new $T()", JavaTypes.facade(type), JavaTypes.facade(type))
        .addStatement("edit.accept(builder)")
        .add(then)
        .build();
  }

  private CodeBlock.Builder indexed() {
    return CodeBlock.builder()
        .addStatement(
            "this.$N = $T.indexed(this.$N, $T::$N)",
            property.javaName(),
            KEYED,
            property.javaName(),
            JavaTypes.facade(JavaTypes.of(owner)),
            keyFunction(property));
  }

  private CodeBlock checked() {
    return CodeBlock.of("$T.requireNonNull(value, $S)", Objects.class, property.name());
  }

  private ParameterSpec value() {
    return Setters.parameter(type, "value");
  }

  private ParameterSpec edit() {
    return Setters.parameter(JavaTypes.consumer(type), "edit");
  }

  private Setter setter(String name, ParameterSpec parameter, String summary, CodeBlock body) {
    return new Setter(name, List.of(parameter), false, summary, property, body);
  }

  /** The static function of a builder that gives an element's key. */
  static String keyFunction(Property property) {
    return property.javaName() + "Key";
  }
}
