package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Objects;

/** Writes when two values are the same: when all members are, and all that is left over. */
final class ValueEquality {
  private ValueEquality() {}

  static void add(ObjectType type, TypeSpec.Builder spec) {
    ClassName value = JavaTypes.value(JavaTypes.of(type));
    CodeBlock.Builder same = CodeBlock.builder();
    same.add("return this == other\n");
    same.add("|| other instanceof $T that\n", value);
    same.add("&& this.residue.equals(that.residue)");
    MethodSpec.Builder hash =
        ValueEmitter.implement("hashCode")
            .returns(TypeName.INT)
            .addStatement("int hash = this.residue.hashCode()");
    for (Property property : type.properties()) {
      String name = property.javaName();
      TypeName held = ValueFields.held(property);
      if (held.isPrimitive()) {
        same.add("\n&& this.$N == that.$N", name, name);
        hash.addStatement("hash = 31 * hash + $T.hashCode(this.$N)", held.box(), name);
      } else if (property.isCollection() || property.required()) {
        same.add("\n&& this.$N.equals(that.$N)", name, name);
        hash.addStatement("hash = 31 * hash + this.$N.hashCode()", name);
      } else {
        same.add("\n&& $T.equals(this.$N, that.$N)", Objects.class, name, name);
        hash.addStatement("hash = 31 * hash + $T.hashCode(this.$N)", Objects.class, name);
      }
    }
    spec.addMethod(
        ValueEmitter.implement("equals")
            .returns(TypeName.BOOLEAN)
            .addParameter(JavaTypes.nullable(JavaTypes.OBJECT), "other")
            .addStatement(same.build())
            .build());
    spec.addMethod(hash.addStatement("return hash").build());
  }
}
