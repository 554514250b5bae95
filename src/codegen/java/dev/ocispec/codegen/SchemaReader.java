package dev.ocispec.codegen;

import dev.ocispec.codegen.SchemaFiles.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads the schema files into the model; refuses what the generator has no translation for. */
public final class SchemaReader {
  private static final Set<String> KEYWORDS =
      Set.of(
          "$ref",
          "$schema",
          "title",
          "description",
          "definitions",
          "type",
          "properties",
          "required",
          "items",
          "additionalProperties",
          "patternProperties",
          "enum",
          "pattern",
          "minimum",
          "maximum",
          "minItems");

  private final SchemaFiles files;
  private final Map<String, ObjectType> objects = new LinkedHashMap<>();
  private final Map<String, TextType> texts = new TreeMap<>();
  private final List<String> open = new ArrayList<>();

  private SchemaReader(SchemaFiles files) {
    this.files = files;
  }

  /** The model of the schema files in {@code folder}. */
  public static Model read(Path folder) throws IOException {
    SchemaReader reader = new SchemaReader(new SchemaFiles(folder));
    for (Place root : reader.files.roots()) {
      if (root.node().has("definitions")) {
        Place definitions = root.child("definitions");
        for (String name : definitions.node().propertyNames()) {
          reader.value(definitions.child(name));
        }
      }
      if (root.node().has("title")) {
        reader.value(root);
      }
    }
    return new Model(List.copyOf(reader.objects.values()), List.copyOf(reader.texts.values()));
  }

  /** What stands at {@code place}; types that it names are read along the way. */
  private Value value(Place place) {
    checkKeywords(place);
    if (place.node().has("$ref")) {
      return value(files.resolve(place));
    }
    String type = typeOf(place);
    return switch (type) {
      case "object" -> object(place);
      case "array" -> {
        if (!place.node().has("items") || !place.node().get("items").isObject()) {
          throw new SchemaException(place.toString(), "items must be one schema");
        }
        yield new Value.ListOf(
            element(place.child("items")), place.node().path("minItems").asInt(0));
      }
      case "string" -> text(place);
      case "integer" -> integer(place);
      case "boolean" -> new Value.Bool();
      default -> throw new SchemaException(place.toString(), "unsupported type " + type);
    };
  }

  /** What stands at {@code place}, which is no member of an object type. */
  private Value element(Place place) {
    if (isNullable(place)) {
      throw new SchemaException(place.toString(), "only members may be null");
    }
    return value(place);
  }

  private boolean isNullable(Place place) {
    return place.node().has("$ref")
        ? isNullable(files.resolve(place))
        : place.node().path("type").isArray();
  }

  /** The type at {@code place}, beside which {@code null} may stand as the other one. */
  private static String typeOf(Place place) {
    JsonNode type = place.node().get("type");
    if (type != null && type.size() == 2 && isNull(type.get(1))) {
      type = type.get(0);
    }
    if (type == null || !type.isString()) {
      throw new SchemaException(
          place.toString(), "type must be one string, or a list of one and \"null\"");
    }
    return type.asString();
  }

  private static boolean isNull(JsonNode type) {
    return type.asString("").equals("null");
  }

  private static void checkKeywords(Place place) {
    if (!place.node().isObject()) {
      throw new SchemaException(place.toString(), "a schema must be an object");
    }
    for (String name : place.node().propertyNames()) {
      if (!name.startsWith("x-") && !KEYWORDS.contains(name)) {
        throw new SchemaException(place.toString(), "unsupported keyword " + name);
      }
    }
  }

  private Value object(Place place) {
    if (place.node().has("properties")) {
      return objectType(place);
    }
    Map<String, String> knownKeys = new LinkedHashMap<>();
    place
        .node()
        .path("x-known-keys")
        .properties()
        .forEach(
            entry -> knownKeys.put(entry.getKey(), entry.getValue().get("x-since").asString()));
    if (place.node().has("additionalProperties")) {
      return new Value.MapOf(element(place.child("additionalProperties")), "", knownKeys);
    }
    if (place.node().has("patternProperties")) {
      Place patterns = place.child("patternProperties");
      if (patterns.node().size() != 1) {
        throw new SchemaException(patterns.toString(), "only one pattern is supported");
      }
      String pattern = patterns.node().propertyNames().iterator().next();
      return new Value.MapOf(element(patterns.child(pattern)), pattern, knownKeys);
    }
    return new Value.AnyObject();
  }

  private Value objectType(Place place) {
    String name = typeName(place);
    String packageName = files.packageOf(place.file());
    if (!objects.containsKey(name)) {
      if (open.contains(name)) {
        throw new SchemaException(place.toString(), "a type that holds itself is not supported");
      }
      open.add(name);
      Docs docs = DocsReader.read(place, true);
      List<Property> properties = new ArrayList<>();
      List<String> required = strings(place.child("required"));
      Place members = place.child("properties");
      for (String member : members.node().propertyNames()) {
        properties.add(
            property(
                members.child(member),
                member,
                required.contains(member),
                ChangesReader.requiredUntil(place, member)));
      }
      for (String member : required) {
        if (!members.node().has(member)) {
          throw new SchemaException(place.toString(), "required names no property: " + member);
        }
      }
      open.remove(name);
      objects.put(
          name,
          new ObjectType(
              packageName, name, docs, properties, gone(place), place.pointer().isEmpty()));
    }
    return new Value.Obj(packageName, name);
  }

  /** The members that only older releases have. */
  private List<Property> gone(Place object) {
    List<Property> result = new ArrayList<>();
    if (object.node().has("x-removed")) {
      Place members = object.child("x-removed");
      for (String member : members.node().propertyNames()) {
        Property property = property(members.child(member), member, false, "");
        if (property.docs().until().isEmpty()) {
          throw new SchemaException(members.child(member).toString(), "x-until is missing");
        }
        result.add(property);
      }
    }
    return result;
  }

  private Property property(Place place, String name, boolean required, String requiredUntil) {
    Value value = value(place);
    JsonNode node = place.node();
    boolean needsSingular =
        !node.has("x-until") && (Value.isObjectList(value) || value instanceof Value.MapOf);
    String singular = node.path("x-singular").asString("");
    if (needsSingular && singular.isEmpty()) {
      throw new SchemaException(place.toString(), "x-singular is missing");
    }
    Docs docs = DocsReader.read(place, true);
    if (!required && docs.absent().isEmpty()) {
      throw new SchemaException(place.toString(), "x-absent is missing");
    }
    Place target = place;
    boolean environment = node.has("x-environment");
    while (!environment && target.node().has("$ref")) {
      target = files.resolve(target);
      environment = target.node().has("x-environment");
    }
    return new Property(
        name,
        Names.member(name, place.toString()),
        docs,
        required,
        requiredUntil,
        isNullable(place),
        value,
        node.path("x-key").asString(""),
        node.path("x-stacking").asBoolean(false),
        environment,
        singular,
        node.path("x-computed").asString("").equals("lowest-release"));
  }

  private Value text(Place place) {
    String pattern = place.node().path("pattern").asString("");
    if (!place.node().has("x-known-values")) {
      if (place.node().has("enum")) {
        throw new SchemaException(place.toString(), "enum needs x-known-values beside it");
      }
      return new Value.Text(pattern, ChangesReader.read(place, "pattern"));
    }
    String name = typeName(place);
    if (!texts.containsKey(name)) {
      texts.put(name, textType(place, name, pattern));
    }
    return new Value.Known(texts.get(name));
  }

  private TextType textType(Place place, String name, String pattern) {
    List<KnownValue> values = new ArrayList<>();
    Place known = place.child("x-known-values");
    List<String> counted =
        place.node().has("x-counted-values") ? strings(place.child("x-counted-values")) : List.of();
    for (String value : known.node().propertyNames()) {
      Place at = known.child(value);
      values.add(
          new KnownValue(
              value,
              Names.constant(value, at.toString()),
              DocsReader.read(at, true),
              !place.node().has("x-counted-values") || counted.contains(value)));
    }
    boolean closed = place.node().has("enum");
    if (closed
        && !strings(place.child("enum")).equals(values.stream().map(KnownValue::value).toList())) {
      throw new SchemaException(place.toString(), "enum and x-known-values list different values");
    }
    return new TextType(
        files.packageOf(place.file()),
        name,
        DocsReader.read(place, true),
        values,
        closed,
        place.node().path("x-open-text").asBoolean(false),
        pattern);
  }

  private Value integer(Place place) {
    String minimum = digits(place, "minimum");
    String maximum = digits(place, "maximum");
    List<Value.Earlier> earlier = ChangesReader.read(place, "minimum", "maximum");
    for (IntegerWidth width : IntegerWidth.values()) {
      if (width.minimum().toString().equals(minimum)
          && width.maximum().toString().equals(maximum)) {
        return new Value.Int(width, minimum, maximum, earlier);
      }
    }
    String width = place.node().path("x-integer").asString("");
    for (IntegerWidth known : IntegerWidth.values()) {
      if (known.name().equalsIgnoreCase(width)) {
        return new Value.Int(known, minimum, maximum, earlier);
      }
    }
    throw new SchemaException(
        place.toString(), "these bounds are no plain integer type's: x-integer is needed");
  }

  private static String digits(Place place, String keyword) {
    JsonNode bound = place.node().get(keyword);
    if (bound == null) {
      return "";
    }
    if (!bound.isIntegralNumber()) {
      throw new SchemaException(place.toString(), keyword + " must be a whole number");
    }
    return bound.bigIntegerValue().toString();
  }

  private static String typeName(Place place) {
    if (place.pointer().isEmpty()) {
      return place.node().get("title").asString();
    }
    String prefix = "/definitions/";
    if (!place.pointer().startsWith(prefix)
        || place.pointer().lastIndexOf('/') != prefix.length() - 1) {
      throw new SchemaException(
          place.toString(), "must be a definition of its own, to have a name");
    }
    return place.pointer().substring(prefix.length());
  }

  private static List<String> strings(Place place) {
    List<String> result = new ArrayList<>();
    if (place.node() != null) {
      place.node().forEach(element -> result.add(element.asString()));
    }
    return result;
  }
}
