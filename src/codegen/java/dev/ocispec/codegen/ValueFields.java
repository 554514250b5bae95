package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.lang.model.element.Modifier;

/** Writes what a value holds: its fields, the constructor that takes them, and the accessors. */
final class ValueFields {
  private ValueFields() {}

  static void add(ObjectType type, TypeSpec.Builder spec) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addParameter(JavaTypes.RESIDUE, "residue");
    spec.addField(field(JavaTypes.RESIDUE, "residue"));
    constructor.addStatement("this.residue = residue");
    if (type.document()) {
      // For an edited document what it was before; no part of equality.
      TypeName original = JavaTypes.nullable(ClassName.get(JavaTypes.SPEC, "OciObject"));
      spec.addField(field(original, "original"));
      constructor.addParameter(original, "original").addStatement("this.original = original");
    }
    for (Property property : type.properties()) {
      String name = property.javaName();
      spec.addField(field(held(property), name));
      constructor.addParameter(held(property), name);
      if (property.required() && !held(property).isPrimitive()) {
        constructor.addStatement(
            "this.$N = $T.requireNonNull($N, $S)", name, Objects.class, name, property.name());
      } else {
        constructor.addStatement("this.$N = $N", name, name);
      }
    }
    spec.addMethod(constructor.build());
    spec.addMethod(
        ValueEmitter.implement("residue")
            .returns(JavaTypes.RESIDUE)
            .addStatement("return this.residue")
            .build());
    for (Property property : type.properties()) {
      spec.addMethod(
          ValueEmitter.implement(property.javaName())
              .returns(JavaTypes.accessor(property))
              .addStatement("return $L", given(property))
              .build());
    }
  }

  /** The type of a member's field: null where the member is absent; collections are then empty. */
  static TypeName held(Property property) {
    if (property.isCollection()) {
      return JavaTypes.boxed(property.value());
    }
    return property.required()
        ? JavaTypes.plain(property.value())
        : JavaTypes.nullable(JavaTypes.boxed(property.value()));
  }

  private static CodeBlock given(Property property) {
    TypeName accessor = JavaTypes.accessor(property);
    String name = property.javaName();
    if (property.isCollection() || property.required()) {
      return CodeBlock.of("this.$N", name);
    }
    if (accessor.equals(ClassName.get(OptionalInt.class))
        || accessor.equals(ClassName.get(OptionalLong.class))) {
      return CodeBlock.of(
          "this.$N == null ? $T.empty() : $T.of(this.$N)", name, accessor, accessor, name);
    }
    return CodeBlock.of("$T.ofNullable(this.$N)", Optional.class, name);
  }

  private static FieldSpec field(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
  }
}
