package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the types of a schema file as tables, each after those that it uses. */
final class TableEmitter {
  private static final ClassName MEMBER = schemaClass("Member");
  private static final ClassName TEXT = schemaClass("TextSchema");
  private static final ClassName KNOWN = schemaClass("ValueReleases");
  private static final ClassName RELEASE = schemaClass("SchemaRelease");

  private final Model model;
  private final String file;

  private TableEmitter(Model model, String file) {
    this.model = model;
    this.file = file;
  }

  /** One class for each file that has types. */
  static List<TypeSpec> emit(Model model) {
    return model.files().stream().map(file -> new TableEmitter(model, file).emit()).toList();
  }

  private TypeSpec emit() {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(Names.tables(file))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc("The types of {@code $L} as tables.\n", file)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    model.texts().stream()
        .filter(type -> type.file().equals(file))
        .forEach(type -> spec.addField(field(TEXT, type.name(), text(type))));
    model.objects().stream()
        .filter(type -> type.file().equals(file))
        .forEach(
            type -> {
              spec.addField(field(JavaTypes.OBJECT_SCHEMA, type.name(), table(type)));
              spec.addMethod(
                  MethodSpec.methodBuilder(Names.decapital(type.name()))
                      .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                      .addJavadoc("{@return the schema of {@code $L}}\n", type.name())
                      .returns(JavaTypes.OBJECT_SCHEMA)
                      .addStatement("return $N", Names.tableConstant(type.name()))
                      .build());
            });
    return spec.build();
  }

  private static FieldSpec field(ClassName kind, String typeName, CodeBlock table) {
    return FieldSpec.builder(kind, Names.tableConstant(typeName), Modifier.STATIC, Modifier.FINAL)
        .initializer("\n$>$>$L$<$<", table)
        .build();
  }

  private CodeBlock table(ObjectType type) {
    List<CodeBlock> members = new ArrayList<>();
    members.add(CodeBlock.of("$S", type.name()));
    type.properties().forEach(property -> members.add(member(property)));
    type.gone().forEach(property -> members.add(member(property)));
    return CodeBlock.of(
        "$T.of(\n$>$>$L$<$<)", JavaTypes.OBJECT_SCHEMA, CodeBlock.join(members, ",\n"));
  }

  private CodeBlock member(Property property) {
    Docs docs = property.docs();
    CodeBlock.Builder member =
        CodeBlock.builder()
            .add("$T.of($S, ", MEMBER, property.name())
            .add("$L, $L)", schema(property.value()), release(docs, docs.since()));
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
      member.add(".goneAfter($L)", release(docs, docs.until()));
    }
    return member.build();
  }

  private CodeBlock schema(Value value) {
    if (value instanceof Value.Text text) {
      CodeBlock.Builder schema = matching(text.pattern()).toBuilder();
      for (Value.Earlier earlier : text.earlier()) {
        schema.add(".until($L, $S)", release(earlier.until()), earlier.pattern());
      }
      return schema.build();
    }
    if (value instanceof Value.Known known) {
      return reference(known.type().file(), known.type().name());
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
      return reference(model.object(object.typeName()).file(), object.typeName());
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

  private CodeBlock reference(String other, String typeName) {
    String constant = Names.tableConstant(typeName);
    return other.equals(file)
        ? CodeBlock.of("$N", constant)
        : CodeBlock.of("$T.$N", schemaClass(Names.tables(other)), constant);
  }

  private static CodeBlock text(TextType type) {
    CodeBlock.Builder values = CodeBlock.builder().add("$T.none()$>$>", KNOWN);
    for (KnownValue value : type.values()) {
      String since = value.counted() ? value.docs().since() : "1.0.0";
      values.add("\n.and($S, $L)", value.value(), release(since));
    }
    return CodeBlock.of(
        "$L.knowing(\n$>$>$L,\n$L\n.map())$<$<$<$<",
        matching(type.pattern()),
        type.closed(),
        values.build());
  }

  private static CodeBlock knownKeys(Map<String, Docs> keys) {
    CodeBlock.Builder values = CodeBlock.builder().add("\n$>$>$T.none()$>$>", KNOWN);
    keys.forEach((key, docs) -> values.add("\n.and($S, $L)", key, release(docs.since())));
    return values.add("\n.map()$<$<$<$<").build();
  }

  private static CodeBlock matching(String pattern) {
    return pattern.isEmpty()
        ? CodeBlock.of("$T.ANY", TEXT)
        : CodeBlock.of("$T.matching($S)", TEXT, pattern);
  }

  /** Only the runtime specification's releases count; those of others are for readers. */
  private static CodeBlock release(Docs docs, String version) {
    return release(docs.specification().isRuntime() ? version : "1.0.0");
  }

  private static CodeBlock release(String version) {
    return CodeBlock.of("$T.V$L", RELEASE, version.replace('.', '_'));
  }

  private static ClassName schemaClass(String name) {
    return ClassName.get(JavaTypes.SCHEMA, name);
  }
}
