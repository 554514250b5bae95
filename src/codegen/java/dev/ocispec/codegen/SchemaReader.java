package dev.ocispec.codegen;

import dev.ocispec.codegen.SchemaFiles.Place;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads the schema files into the model; refuses what the generator has no translation for. */
public final class SchemaReader {
  private final SchemaFiles files;
  private final Map<String, ObjectType> objects = new LinkedHashMap<>();
  private final Map<String, TextType> texts = new TreeMap<>();
  private final Map<String, String> types = new HashMap<>();

  private SchemaReader(SchemaFiles files) {
    this.files = files;
  }

  /** The model of the schema files in {@code folder}. */
  public static Model read(Path folder) throws IOException {
    SchemaReader reader = new SchemaReader(new SchemaFiles(folder));
    for (Place root : reader.files.roots()) {
      if (root.node().has("definitions")) {
        Place definitions = root.child("definitions");
        for (String name : definitions.names()) {
          reader.value(definitions.child(name));
        }
      }
      if (root.node().has("title")) {
        reader.value(root);
      } else if (!root.node().has("definitions")) {
        throw new SchemaException(root.toString(), "there is neither a title nor a definition");
      }
    }
    TableOrder.check(reader.objects.values());
    return new Model(
        List.copyOf(reader.objects.values()),
        List.copyOf(reader.texts.values()),
        LossWalk.of(reader.objects.values(), reader.texts.values()));
  }

  /** What stands at {@code place}; types that it names are read along the way. */
  private Value value(Place place) {
    if (place.node().has("$ref")) {
      return value(files.target(place));
    }
    String type = typeOf(place);
    SchemaForm.check(place, type);
    return switch (type) {
      case "object" -> object(place);
      case "array" ->
          new Value.ListOf(element(place.child("items")), place.node().path("minItems").asInt(0));
      case "string" -> text(place);
      case "integer" -> integer(place);
      default -> new Value.Bool();
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
    Place target = place.node().has("$ref") ? files.target(place) : place;
    return target.node().path("type").isArray();
  }

  /** The type at {@code place}, beside which {@code null} may stand as the other one. */
  private static String typeOf(Place place) {
    if (!place.node().isObject()) {
      throw new SchemaException(place.toString(), "a schema must be an object");
    }
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

  private Value object(Place place) {
    if (place.node().has("properties")) {
      return objectType(place);
    }
    Map<String, Docs> knownKeys = new LinkedHashMap<>();
    Place keys = place.child("x-known-keys");
    for (String key : keys.names()) {
      knownKeys.put(key, DocsReader.read(keys.child(key)));
    }
    if (place.node().has("additionalProperties")) {
      return new Value.MapOf(element(place.child("additionalProperties")), "", knownKeys);
    }
    if (place.node().has("patternProperties")) {
      Place patterns = place.child("patternProperties");
      if (patterns.node().size() != 1) {
        throw new SchemaException(patterns.toString(), "only one pattern is supported");
      }
      String pattern = patterns.names().iterator().next();
      SchemaForm.checkPattern(patterns, pattern);
      return new Value.MapOf(element(patterns.child(pattern)), pattern, knownKeys);
    }
    return new Value.AnyObject();
  }

  private Value objectType(Place place) {
    String name = typeName(place);
    String packageName = files.packageOf(place.file());
    if (isNew(name, place)) {
      Docs docs = DocsReader.read(place);
      List<Property> properties = new ArrayList<>();
      List<String> required = strings(place.child("required"));
      Place members = place.child("properties");
      for (String member : members.names()) {
        Place at = members.child(member);
        Property property =
            property(
                at, member, required.contains(member), ChangesReader.requiredUntil(place, member));
        check(at, property);
        properties.add(property);
      }
      for (String member : required) {
        if (!members.node().has(member)) {
          throw new SchemaException(place.toString(), "required names no property: " + member);
        }
      }
      PropertyRules.checkAll(place, properties);
      objects.put(
          name,
          new ObjectType(
              place.file(),
              packageName,
              name,
              docs,
              properties,
              gone(place),
              place.pointer().isEmpty()));
    }
    if (!objects.containsKey(name)) {
      throw new SchemaException(place.toString(), "a type that holds itself is not supported");
    }
    return new Value.Obj(packageName, name);
  }

  /** Whether the type {@code name} is met for the first time; two of a name are refused. */
  private boolean isNew(String name, Place place) {
    String before = types.putIfAbsent(name, place.toString());
    if (before != null && !before.equals(place.toString())) {
      throw new SchemaException(place.toString(), "there is a type of that name at " + before);
    }
    return before == null;
  }

  /** The members that only older releases have. */
  private List<Property> gone(Place object) {
    List<Property> result = new ArrayList<>();
    Place members = object.child("x-removed");
    for (String member : members.names()) {
      Property property = property(members.child(member), member, false, "");
      if (property.docs().until().isEmpty()) {
        throw new SchemaException(members.child(member).toString(), "x-until is missing");
      }
      result.add(property);
    }
    return result;
  }

  private Property property(Place place, String name, boolean required, String requiredUntil) {
    Value value = value(place);
    JsonNode node = place.node();
    Docs docs = DocsReader.read(place);
    if (required != docs.absent().isEmpty()) {
      throw new SchemaException(
          place.toString(),
          required ? "x-absent makes no sense on a required member" : "x-absent is missing");
    }
    String computed = node.path("x-computed").asString("");
    if (!computed.isEmpty() && !(required && computed.equals("lowest-release"))) {
      throw new SchemaException(
          place.toString(), "x-computed must be lowest-release, on a required member");
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
        isEnvironment(place),
        node.path("x-singular").asString(""),
        !computed.isEmpty());
  }

  private void check(Place place, Property property) {
    PropertyRules.check(place, property, files.packageOf(place.file()));
    if (!property.key().isEmpty()) {
      Value.Obj element = (Value.Obj) ((Value.ListOf) property.value()).item();
      PropertyRules.checkKey(place, property, objects.get(element.typeName()));
    }
  }

  /** The mark may stand at the member or at what it refers to. */
  private boolean isEnvironment(Place place) {
    Place at = place;
    while (!at.node().has("x-environment") && at.node().has("$ref")) {
      at = files.resolve(at);
    }
    return at.node().has("x-environment");
  }

  private Value text(Place place) {
    String pattern = place.node().path("pattern").asString("");
    if (!place.node().has("x-known-values")) {
      if (place.node().has("enum")) {
        throw new SchemaException(place.toString(), "enum needs x-known-values beside it");
      }
      return new Value.Text(pattern, ChangesReader.read(place));
    }
    String name = typeName(place);
    if (isNew(name, place)) {
      texts.put(name, textType(place, name, pattern));
    }
    return new Value.Known(texts.get(name));
  }

  private TextType textType(Place place, String name, String pattern) {
    List<KnownValue> values = new ArrayList<>();
    Place known = place.child("x-known-values");
    List<String> counted =
        place.node().has("x-counted-values") ? strings(place.child("x-counted-values")) : List.of();
    Map<String, String> byConstant = new HashMap<>();
    for (String value : known.names()) {
      Place at = known.child(value);
      String constant = Names.constant(value, at.toString());
      String other = byConstant.put(constant, value);
      if (other != null) {
        throw new SchemaException(
            at.toString(), "the constant " + constant + " stands for " + other + " too");
      }
      values.add(
          new KnownValue(
              value,
              constant,
              DocsReader.read(at),
              !place.node().has("x-counted-values") || counted.contains(value)));
    }
    boolean closed = place.node().has("enum");
    if (closed
        && !strings(place.child("enum")).equals(values.stream().map(KnownValue::value).toList())) {
      throw new SchemaException(place.toString(), "enum and x-known-values list different values");
    }
    return new TextType(
        place.file(),
        files.packageOf(place.file()),
        name,
        DocsReader.read(place),
        values,
        closed,
        place.node().path("x-open-text").asBoolean(false),
        pattern);
  }

  private Value integer(Place place) {
    String minimum = digits(place, "minimum");
    String maximum = digits(place, "maximum");
    List<Value.Earlier> earlier = ChangesReader.read(place);
    for (IntegerWidth width : IntegerWidth.values()) {
      if (width.minimum().toString().equals(minimum)
          && width.maximum().toString().equals(maximum)) {
        return new Value.Int(width, minimum, maximum, earlier);
      }
    }
    String width = place.node().path("x-integer").asString("");
    for (IntegerWidth known : IntegerWidth.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(width)) {
        checkWithin(place, known, minimum, maximum);
        return new Value.Int(known, minimum, maximum, earlier);
      }
    }
    throw new SchemaException(
        place.toString(), "these bounds are no plain integer type's: x-integer is needed");
  }

  private static void checkWithin(Place place, IntegerWidth width, String minimum, String maximum) {
    boolean within =
        (minimum.isEmpty() || new BigInteger(minimum).compareTo(width.minimum()) >= 0)
            && (maximum.isEmpty() || new BigInteger(maximum).compareTo(width.maximum()) <= 0);
    if (!within) {
      throw new SchemaException(place.toString(), "the bounds are outside of x-integer");
    }
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
