package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * Writes conditions that hold for every value which the schema has something against, and for few
 * others. Expressions are compiled when a value is first compared with one, apart from the values'
 * class, which is loaded with every document.
 */
final class ValueFaults {
  private static final String PATTERNS = "Patterns";

  private final TypeSpec.Builder spec;
  private final List<String> patterns = new ArrayList<>();

  /** Expressions become members of the class {@code spec}, once all conditions are written. */
  ValueFaults(TypeSpec.Builder spec) {
    this.spec = spec;
  }

  /** The condition for {@code there}, which is a {@code value}; empty when nothing can be wrong. */
  CodeBlock of(Value value, CodeBlock there) {
    if (value instanceof Value.Text text) {
      return text.pattern().isEmpty() ? nothing() : mismatch(text.pattern(), there);
    }
    if (value instanceof Value.Known known) {
      return known(known.type(), there);
    }
    if (value instanceof Value.Int integer) {
      return integer(integer, there);
    }
    if (value instanceof Value.AnyObject) {
      ClassName json = JavaTypes.JSON_VALUE;
      return CodeBlock.of("$L.kind() != $T.Kind.OBJECT", there, json);
    }
    if (value instanceof Value.Obj object) {
      return CodeBlock.of("!$T.isPlainlyValid($L)", JavaTypes.value(JavaTypes.of(object)), there);
    }
    return nothing();
  }

  private CodeBlock known(TextType type, CodeBlock there) {
    if (!type.closed() && type.pattern().isEmpty()) {
      return nothing();
    }
    CodeBlock listed =
        type.openText()
            ? CodeBlock.of("$T.known().contains($L)", JavaTypes.of(type), there)
            : CodeBlock.of("$L.isKnown()", there);
    if (type.closed() && type.pattern().isEmpty()) {
      return CodeBlock.of("!$L", listed);
    }
    CodeBlock text = type.openText() ? there : CodeBlock.of("$L.text()", there);
    CodeBlock mismatch = mismatch(type.pattern(), text);
    if (type.closed()) {
      return CodeBlock.of("!$L || $L", listed, mismatch);
    }
    Pattern pattern = Pattern.compile(type.pattern());
    boolean allMatch =
        type.values().stream().allMatch(value -> pattern.matcher(value.value()).find());
    return allMatch ? CodeBlock.of("!$L && $L", listed, mismatch) : mismatch;
  }

  private static CodeBlock integer(Value.Int integer, CodeBlock there) {
    IntegerWidth width = integer.width();
    BigInteger least =
        width.isUnsigned64()
            ? BigInteger.ZERO
            : BigInteger.valueOf(width.isInt() ? Integer.MIN_VALUE : Long.MIN_VALUE);
    BigInteger most =
        width.isUnsigned64()
            ? width.maximum()
            : BigInteger.valueOf(width.isInt() ? Integer.MAX_VALUE : Long.MAX_VALUE);
    BigInteger minimum = bound(integer.minimum(), least);
    BigInteger maximum = bound(integer.maximum(), most);
    if (minimum.compareTo(most) > 0 || maximum.compareTo(least) < 0) {
      return CodeBlock.of("true");
    }
    List<CodeBlock> faults = new ArrayList<>();
    if (minimum.compareTo(least) > 0) {
      faults.add(beyond(width, there, "<", minimum));
    }
    if (maximum.compareTo(most) < 0) {
      faults.add(beyond(width, there, ">", maximum));
    }
    return CodeBlock.join(faults, " || ");
  }

  private static BigInteger bound(String digits, BigInteger none) {
    return digits.isEmpty() ? none : new BigInteger(digits);
  }

  private static CodeBlock beyond(
      IntegerWidth width, CodeBlock there, String sign, BigInteger bound) {
    return width.isUnsigned64()
        ? CodeBlock.of(
            "$T.compareUnsigned($L.toBits(), $LL) $L 0", Long.class, there, bound.longValue(), sign)
        : CodeBlock.of("$L $L $L", there, sign, width.literal(bound));
  }

  private CodeBlock mismatch(String pattern, CodeBlock text) {
    if (!patterns.contains(pattern)) {
      patterns.add(pattern);
    }
    return CodeBlock.of("!$L.P$L.matcher($L).find()", PATTERNS, patterns.indexOf(pattern), text);
  }

  /** Adds the class with the expressions that conditions use, if there are any. */
  void addPatterns() {
    if (patterns.isEmpty()) {
      return;
    }
    TypeSpec.Builder holder =
        TypeSpec.classBuilder(PATTERNS)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Compiled when first needed.\n")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (int i = 0; i < patterns.size(); i++) {
      holder.addField(
          FieldSpec.builder(Pattern.class, "P" + i, Modifier.STATIC, Modifier.FINAL)
              .initializer(
                  "$T.compile($S)", ClassName.get(JavaTypes.SCHEMA, "EcmaPattern"), patterns.get(i))
              .build());
    }
    spec.addType(holder.build());
  }

  private static CodeBlock nothing() {
    return CodeBlock.of("");
  }
}
