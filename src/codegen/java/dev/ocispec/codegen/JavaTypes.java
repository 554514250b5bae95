package dev.ocispec.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The Java types that stand for the schema's. */
final class JavaTypes {
  static final String ROOT = "dev.ocispec";

  /** The packages of generated types, in the order of the reference page. */
  static final List<String> PACKAGES = List.of("spec", "state", "features", "imagespec", "cdispec");

  static final String SPEC = ROOT + ".spec";
  static final String SPEC_INTERNAL = SPEC + ".internal";
  static final String SCHEMA = ROOT + ".schema.internal";
  static final String VERSION = ROOT + ".version";
  static final String JSON = ROOT + ".json.internal";

  static final ClassName OBJECT = ClassName.get(Object.class);
  static final ClassName STRING = ClassName.get(String.class);
  static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");
  static final ClassName UNSIGNED = ClassName.get(SPEC, "Unsigned64");
  static final ClassName JSON_VALUE = ClassName.get(SPEC, "JsonValue");
  static final ClassName RESIDUE = ClassName.get(SPEC, "Residue");
  static final ClassName OBJECT_BUILDER = ClassName.get(SPEC_INTERNAL, "ObjectBuilder");
  static final ClassName VISITOR = ClassName.get(SCHEMA, "DocumentVisitor");
  static final ClassName MEMBER_NAME = ClassName.get(SCHEMA, "MemberName");
  static final ClassName OBJECT_SCHEMA = ClassName.get(SCHEMA, "ObjectSchema");
  static final ClassName FINDING = ClassName.get(ROOT + ".report", "Finding");

  static final ClassName WALKABLE = ClassName.get(SPEC_INTERNAL, "Walkable");
  static final ClassName VALUE_WALK = ClassName.get(SPEC_INTERNAL, "ValueWalk");

  private JavaTypes() {}

  static ClassName of(ObjectType type) {
    return ClassName.get(ROOT + "." + type.packageName(), type.name());
  }

  static ClassName of(TextType type) {
    return ClassName.get(ROOT + "." + type.packageName(), type.name());
  }

  static ClassName of(Value.Obj value) {
    return ClassName.get(ROOT + "." + value.packageName(), value.typeName());
  }

  /** The class with the type's table. */
  static ClassName tables(ObjectType type) {
    return ClassName.get(SCHEMA, Names.tables(type.file()));
  }

  static ClassName builder(ClassName type) {
    return type.nestedClass("Builder");
  }

  static ClassName facade(ClassName type) {
    return ClassName.get(type.packageName(), type.simpleName() + "Builder");
  }

  static ClassName writer(ClassName type) {
    return ClassName.get(type.packageName(), type.simpleName() + "Writer");
  }

  static ClassName reader(ClassName type) {
    return ClassName.get(type.packageName(), type.simpleName() + "Reader");
  }

  /** The class of the type's values. */
  static ClassName value(ClassName type) {
    return ClassName.get(type.packageName(), type.simpleName() + "Value");
  }

  /** The type, marked as one that may be null. */
  static TypeName nullable(TypeName type) {
    return type.annotated(AnnotationSpec.builder(NULLABLE).build());
  }

  /** The type of a value that is there: primitive where Java has one. */
  static TypeName plain(Value value) {
    if (value instanceof Value.Bool) {
      return TypeName.BOOLEAN;
    }
    if (value instanceof Value.Int integer && !integer.width().isUnsigned64()) {
      return integer.width().isInt() ? TypeName.INT : TypeName.LONG;
    }
    return boxed(value);
  }

  /** The type of a value as an element of a collection. */
  static TypeName boxed(Value value) {
    if (value instanceof Value.Text || value instanceof Value.Known k && k.type().openText()) {
      return STRING;
    }
    if (value instanceof Value.Known known) {
      return of(known.type());
    }
    if (value instanceof Value.Bool) {
      return ClassName.get(Boolean.class);
    }
    if (value instanceof Value.Int integer) {
      if (integer.width().isUnsigned64()) {
        return UNSIGNED;
      }
      return ClassName.get(integer.width().isInt() ? Integer.class : Long.class);
    }
    if (value instanceof Value.Obj object) {
      return of(object);
    }
    if (value instanceof Value.AnyObject) {
      return JSON_VALUE;
    }
    if (value instanceof Value.ListOf list) {
      return ParameterizedTypeName.get(ClassName.get(List.class), boxed(list.item()));
    }
    Value.MapOf map = (Value.MapOf) value;
    return ParameterizedTypeName.get(ClassName.get(Map.class), STRING, boxed(map.value()));
  }

  /** What the accessor of a member gives. */
  static TypeName accessor(Property property) {
    Value value = property.value();
    if (property.isCollection()) {
      return boxed(value);
    }
    if (property.required()) {
      return plain(value);
    }
    TypeName plain = plain(value);
    if (plain.equals(TypeName.INT)) {
      return ClassName.get(OptionalInt.class);
    }
    if (plain.equals(TypeName.LONG)) {
      return ClassName.get(OptionalLong.class);
    }
    return ParameterizedTypeName.get(ClassName.get(Optional.class), boxed(value));
  }

  static TypeName consumer(ClassName type) {
    return ParameterizedTypeName.get(ClassName.get(Consumer.class), builder(type));
  }

  static TypeName iterable(TypeName element) {
    return ParameterizedTypeName.get(
        ClassName.get(Iterable.class), WildcardTypeName.subtypeOf(element));
  }

  /** Whether a value is a string with constants of its own type. */
  static boolean isOpenEnum(Value value) {
    return value instanceof Value.Known known && !known.type().openText();
  }
}
