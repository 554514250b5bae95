package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes a reader's tables of known values, by which equal texts become one string. */
final class KnownTextFields {
  private static final ClassName TEXTS = ClassName.get(JavaTypes.SPEC_INTERNAL, "KnownTexts");

  private KnownTextFields() {}

  static void add(ObjectType type, TypeSpec.Builder spec) {
    Map<String, TextType> used = new LinkedHashMap<>();
    type.properties().forEach(property -> collect(property.value(), used));
    used.forEach(
        (name, text) -> {
          ClassName values = JavaTypes.of(text);
          TypeName held = text.openText() ? JavaTypes.STRING : values;
          spec.addField(
              ReaderEmitter.constant(ParameterizedTypeName.get(TEXTS, held), name)
                  .initializer(
                      text.openText() ? "$T.of($T.known())" : "$T.of($T.known(), $T::of)",
                      text.openText()
                          ? new Object[] {TEXTS, values}
                          : new Object[] {TEXTS, values, values})
                  .build());
        });
  }

  /** The constant with the values of {@code type}. */
  static String name(TextType type) {
    return type.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  private static void collect(Value value, Map<String, TextType> used) {
    if (value instanceof Value.Known known) {
      used.put(name(known.type()), known.type());
    } else if (value instanceof Value.ListOf list) {
      collect(list.item(), used);
    } else if (value instanceof Value.MapOf map) {
      collect(map.value(), used);
    }
  }
}
