package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the schema as tables, one for each object type, each after those that it uses. */
final class TableEmitter {
  private static final ClassName MEMBER = schemaClass("Member");
  private static final ClassName TEXT = schemaClass("TextSchema");
  private static final ClassName KNOWN = schemaClass("ValueReleases");
  private static final ClassName RELEASE = schemaClass("SchemaRelease");

  private TableEmitter() {}

  static TypeSpec emit(Model model) {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder("Schemas")
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc("The schema of every object type, as tables.\n")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (TextType type : model.texts()) {
      spec.addField(
          FieldSpec.builder(
                  TEXT, field(type.name()), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer(text(type))
              .build());
    }
    for (ObjectType type : model.objects()) {
      String method = Names.decapital(type.name());
      String field = field(type.name());
      spec.addField(
          FieldSpec.builder(
                  JavaTypes.OBJECT_SCHEMA, field, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer("make$L()", type.name())
              .build());
      spec.addMethod(
          MethodSpec.methodBuilder(method)
              .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
              .addJavadoc("The schema of <code>$L</code>.\n", type.name())
              .returns(JavaTypes.OBJECT_SCHEMA)
              .addStatement("return $N", field)
              .build());
      spec.addMethod(
          MethodSpec.methodBuilder("make" + type.name())
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .returns(JavaTypes.OBJECT_SCHEMA)
              .addCode(table(type))
              .build());
    }
    return spec.build();
  }

  private static CodeBlock table(ObjectType type) {
    List<CodeBlock> members = new ArrayList<>();
    members.add(CodeBlock.of("$S", type.name()));
    type.properties().forEach(property -> members.add(member(property)));
    type.gone().forEach(property -> members.add(member(property)));
    return CodeBlock.builder()
        .addStatement("return $T.of($L)", JavaTypes.OBJECT_SCHEMA, CodeBlock.join(members, ",\n"))
        .build();
  }

  private static CodeBlock member(Property property) {
    Docs docs = property.docs();
    CodeBlock.Builder member =
        CodeBlock.builder()
            .add("$T.of($S, ", MEMBER, property.name())
            .add("$L, $L)", schema(property.value()), release(docs.since()));
    if (property.required()) {
      member.add(".demanded()");
    }
    if (!property.requiredUntil().isEmpty()) {
      member.add(".demandedUntil($L)", release(property.requiredUntil()));
    }
    if (property.nullable()) {
      member.add(".orNull()");
    }
    if (!docs.until().isEmpty()) {
      member.add(".goneAfter($L)", release(docs.until()));
    }
    return member.build();
  }

  private static CodeBlock schema(Value value) {
    if (value instanceof Value.Text text) {
      CodeBlock.Builder schema = matching(text.pattern()).toBuilder();
      for (Value.Earlier earlier : text.earlier()) {
        schema.add(".until($L, $S)", release(earlier.until()), earlier.pattern());
      }
      return schema.build();
    }
    if (value instanceof Value.Known known) {
      return CodeBlock.of("$N", field(known.type().name()));
    }
    if (value instanceof Value.Bool) {
      return CodeBlock.of("$T.INSTANCE", schemaClass("BooleanSchema"));
    }
    if (value instanceof Value.Int integer) {
      CodeBlock.Builder schema =
          CodeBlock.builder()
              .add("$T.of($S", schemaClass("IntegerSchema"), integer.minimum())
              .add(", $S)", integer.maximum());
      for (Value.Earlier earlier : integer.earlier()) {
        schema.add(".until($L", release(earlier.until()));
        schema.add(", $S, $S)", earlier.minimum(), earlier.maximum());
      }
      return schema.build();
    }
    if (value instanceof Value.Obj object) {
      return CodeBlock.of("$N", field(object.typeName()));
    }
    if (value instanceof Value.AnyObject) {
      return CodeBlock.of("$T.INSTANCE", schemaClass("AnyObjectSchema"));
    }
    if (value instanceof Value.ListOf list) {
      return CodeBlock.of(
          "new $T($L, $L)", schemaClass("ListSchema"), schema(list.item()), list.minItems());
    }
    Value.MapOf map = (Value.MapOf) value;
    return CodeBlock.of(
        "$T.mapOf($L, $S, $L)",
        JavaTypes.OBJECT_SCHEMA,
        schema(map.value()),
        map.keyPattern(),
        map.knownKeys().isEmpty()
            ? CodeBlock.of("$T.of()", Map.class)
            : knownKeys(map.knownKeys()));
  }

  private static CodeBlock text(TextType type) {
    CodeBlock.Builder values = CodeBlock.builder().add("$T.none()", KNOWN);
    for (KnownValue value : type.values()) {
      values.add(
          ".and($S, $L)", value.value(), release(value.counted() ? value.docs().since() : "1.0.0"));
    }
    return CodeBlock.of(
        "$L.knowing($L, $L.map())", matching(type.pattern()), type.closed(), values.build());
  }

  private static CodeBlock knownKeys(Map<String, Docs> keys) {
    CodeBlock.Builder values = CodeBlock.builder().add("$T.none()", KNOWN);
    keys.forEach((key, docs) -> values.add(".and($S, $L)", key, release(docs.since())));
    return values.add(".map()").build();
  }

  private static CodeBlock matching(String pattern) {
    return pattern.isEmpty()
        ? CodeBlock.of("$T.ANY", TEXT)
        : CodeBlock.of("$T.matching($S)", TEXT, pattern);
  }

  private static CodeBlock release(String version) {
    return CodeBlock.of("$T.V$L", RELEASE, version.replace('.', '_'));
  }

  private static String field(String typeName) {
    return typeName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  private static ClassName schemaClass(String name) {
    return ClassName.get(JavaTypes.SCHEMA, name);
  }
}
