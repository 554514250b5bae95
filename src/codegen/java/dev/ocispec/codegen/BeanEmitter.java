package dev.ocispec.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes what a Java program without this library has for an object type: a mutable class with a
 * field, a getter and a setter for each member, which checks nothing. Benchmarks compare with it.
 */
final class BeanEmitter {
  static final String PACKAGE = JavaTypes.ROOT + ".bench.bean";

  private static final ClassName NAMED =
      ClassName.get("com.fasterxml.jackson.annotation", "JsonProperty");

  private BeanEmitter() {}

  static TypeSpec emit(ObjectType type) {
    TypeSpec.Builder bean =
        TypeSpec.classBuilder(bean(type.name()))
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("A {@code $L} that checks nothing.\n", type.name());
    for (Property property : type.properties()) {
      bean.addField(
          FieldSpec.builder(type(property), property.javaName(), Modifier.PRIVATE).build());
    }
    bean.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("One with nothing set.\n")
            .build());
    for (Property property : type.properties()) {
      bean.addMethod(getter(property)).addMethod(setter(property));
    }
    return bean.build();
  }

  private static MethodSpec getter(Property property) {
    return MethodSpec.methodBuilder("get" + Names.capital(property.javaName()))
        .addAnnotation(named(property))
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("{@return " + JavadocText.code(property.name()) + "}\n")
        .returns(type(property))
        .addStatement("return $N", property.javaName())
        .build();
  }

  private static MethodSpec setter(Property property) {
    return MethodSpec.methodBuilder("set" + Names.capital(property.javaName()))
        .addAnnotation(named(property))
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Sets " + JavadocText.code(property.name()) + ".\n\n")
        .addJavadoc("@param value what to set it to\n")
        .addParameter(type(property), "value")
        .addStatement("this.$N = value", property.javaName())
        .build();
  }

  /** Jackson would make names of its own of {@code getOSVersion} and the like. */
  private static AnnotationSpec named(Property property) {
    return AnnotationSpec.builder(NAMED).addMember("value", "$S", property.name()).build();
  }

  private static TypeName type(Property property) {
    return JavaTypes.nullable(type(property.value()));
  }

  private static TypeName type(Value value) {
    if (value instanceof Value.Obj object) {
      return bean(object.typeName());
    }
    if (value instanceof Value.ListOf list) {
      return ParameterizedTypeName.get(ClassName.get(List.class), type(list.item()));
    }
    if (value instanceof Value.MapOf map) {
      return ParameterizedTypeName.get(
          ClassName.get(Map.class), JavaTypes.STRING, type(map.value()));
    }
    if (value instanceof Value.Bool) {
      return ClassName.get(Boolean.class);
    }
    if (value instanceof Value.Int integer) {
      return ClassName.get(integer.width().isInt() ? Integer.class : Long.class);
    }
    return value instanceof Value.AnyObject ? JavaTypes.OBJECT : JavaTypes.STRING;
  }

  private static ClassName bean(String type) {
    return ClassName.get(PACKAGE, type + "Bean");
  }
}
