package dev.ocispec.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the builder behind an object type's builder interface. */
final class BuilderEmitter {
  private final Model model;
  private final ObjectType type;
  private final ClassName self;
  private final ClassName facade;

  private BuilderEmitter(Model model, ObjectType type) {
    this.model = model;
    this.type = type;
    this.self = JavaTypes.of(type);
    this.facade = JavaTypes.facade(self);
  }

  static TypeSpec emit(Model model, ObjectType type) {
    return new BuilderEmitter(model, type).emit();
  }

  private TypeSpec emit() {
    ClassName builder = JavaTypes.builder(self);
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(facade)
            .addJavadoc("Builds {@link $T}.\n", self)
            .addModifiers(Modifier.FINAL)
            .superclass(ParameterizedTypeName.get(JavaTypes.OBJECT_BUILDER, self))
            .addSuperinterface(builder);
    for (Property property : type.properties()) {
      spec.addField(
          FieldSpec.builder(JavaTypes.nullable(fieldType(property.value())), property.javaName())
              .build());
    }
    spec.addMethod(MethodSpec.constructorBuilder().build());
    spec.addMethod(copyConstructor());
    spec.addMethod(
        MethodSpec.methodBuilder("of")
            .addModifiers(Modifier.STATIC)
            .returns(facade)
            .addParameter(JavaTypes.nullable(JavaTypes.OBJECT), "current")
            .beginControlFlow("if (current == null)")
            .addStatement("return new $T()", facade)
            .endControlFlow()
            .addStatement(
                "return current instanceof $T builder ? builder : new $T(($T) current)",
                facade,
                facade,
                self)
            .build());
    for (Property property : type.properties()) {
      for (Setter setter : Setters.of(model, type, property)) {
        MethodSpec.Builder method =
            implement(setter.name(), builder).varargs(setter.varargs()).addCode(setter.body());
        setter.parameters().forEach(method::addParameter);
        spec.addMethod(method.addStatement("return this").build());
      }
      if (!property.key().isEmpty()) {
        spec.addMethod(keyFunction(property));
      }
    }
    spec.addMethod(
        implement("putUnknownMember", builder)
            .addParameter(String.class, "name")
            .addParameter(JavaTypes.JSON_VALUE, "value")
            .addStatement("setUnknown(name, value)")
            .addStatement("return this")
            .build());
    spec.addMethod(
        implement("removeUnknownMember", builder)
            .addParameter(String.class, "name")
            .addStatement("removeUnknown(name)")
            .addStatement("return this")
            .build());
    EditEmitter.add(type, spec);
    spec.addMethod(
        implement("residue", builder)
            .addParameter(JavaTypes.RESIDUE, "residue")
            .addStatement("takeResidue(residue)")
            .addStatement("return this")
            .build());
    spec.addMethod(implement("build", self).addStatement("return buildOrThrow()").build());
    spec.addMethod(
        MethodSpec.methodBuilder("read")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(JavaTypes.nullable(self))
            .addParameter(ReaderEmitter.IN, "in")
            .addStatement("return $T.read(in)", JavaTypes.reader(self))
            .build());
    BuilderChecks.add(type, spec);
    BuilderMake.add(type, spec);
    return spec.build();
  }

  private MethodSpec copyConstructor() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(self, "value");
    for (Property property : type.properties()) {
      String name = property.javaName();
      if (property.isCollection()) {
        constructor
            .beginControlFlow("if (!value.$N().isEmpty())", name)
            .addStatement(
                isHeldAsObjects(property.value())
                    ? "this.$N = $T.<Object>$L(value.$N())"
                    : "this.$N = $T.$L(value.$N())",
                name,
                PlainListSetters.lists(),
                isHeldAsObjects(property.value()) ? "copy" : PlainListSetters.taken(property),
                name)
            .endControlFlow();
      } else if (property.required()) {
        constructor.addStatement("this.$N = value.$N()", name, name);
      } else {
        TypeName accessor = JavaTypes.accessor(property);
        String get =
            accessor.equals(ClassName.get(java.util.OptionalInt.class))
                ? "getAsInt"
                : accessor.equals(ClassName.get(java.util.OptionalLong.class))
                    ? "getAsLong"
                    : "get";
        constructor
            .beginControlFlow("if (value.$N().isPresent())", name)
            .addStatement("this.$N = value.$N().$L()", name, name, get)
            .endControlFlow();
      }
    }
    return constructor.addStatement("takeFrom(value)").build();
  }

  /** Children are held as values or, while something is missing in them, as builders. */
  static boolean isHeldAsObjects(Value value) {
    return value instanceof Value.ListOf list && list.item() instanceof Value.Obj
        || value instanceof Value.MapOf map && map.value() instanceof Value.Obj;
  }

  private static TypeName fieldType(Value value) {
    if (value instanceof Value.Obj) {
      return JavaTypes.OBJECT;
    }
    if (value instanceof Value.ListOf list) {
      return ParameterizedTypeName.get(ClassName.get(List.class), element(list.item()));
    }
    if (value instanceof Value.MapOf map) {
      return ParameterizedTypeName.get(
          ClassName.get(Map.class), JavaTypes.STRING, element(map.value()));
    }
    return JavaTypes.boxed(value);
  }

  private static TypeName element(Value value) {
    return value instanceof Value.Obj ? JavaTypes.OBJECT : JavaTypes.boxed(value);
  }

  private MethodSpec keyFunction(Property property) {
    Value.Obj object = (Value.Obj) ((Value.ListOf) property.value()).item();
    ClassName element = JavaTypes.of(object);
    Property key =
        model.object(object.typeName()).properties().stream()
            .filter(p -> p.name().equals(property.key()))
            .findFirst()
            .orElseThrow();
    return MethodSpec.methodBuilder(ObjectListSetters.keyFunction(property))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(JavaTypes.nullable(JavaTypes.OBJECT))
        .addParameter(Object.class, "element")
        .addStatement(
            "return element instanceof $T builder ? builder.$N : (($T) element).$N()",
            JavaTypes.facade(element),
            key.javaName(),
            element,
            key.javaName())
        .build();
  }

  private static MethodSpec.Builder implement(String name, ClassName returns) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returns);
  }
}
