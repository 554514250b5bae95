package dev.ocispec.version;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a schema demands, without how it is written: references expanded, {@code allOf} merged, a
 * lone {@code anyOf} or {@code oneOf} replaced by what it holds, annotations dropped, members and
 * sets in one order. Two schema folders with the same normal form judge alike.
 *
 * <p>References go by file name within the folder; ids are annotations and lead nowhere. A
 * reference that leads nowhere stays, as the defect that it is.
 */
public final class NormalForm {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> ANNOTATIONS =
      Set.of("description", "title", "id", "$schema", "definitions");

  private final Map<String, JsonNode> files;

  private NormalForm(Map<String, JsonNode> files) {
    this.files = files;
  }

  /** The normal form of the file {@code entry} among {@code files}. */
  public static ObjectNode of(Map<String, JsonNode> files, String entry) {
    return new NormalForm(files).expand(entry, files.get(entry));
  }

  /** SHA-256 over the compact text with all members sorted. */
  public static String digest(JsonNode form) {
    try {
      byte[] text = sorted(form).toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where two forms differ, each difference at its deepest place and short. */
  static List<String> differences(JsonNode ours, JsonNode theirs) {
    List<String> found = new ArrayList<>();
    compare("", ours, theirs, found);
    return found;
  }

  private static void compare(String place, JsonNode ours, JsonNode theirs, List<String> found) {
    if (ours instanceof ObjectNode && theirs instanceof ObjectNode) {
      Set<String> names = new TreeSet<>(ours.propertyNames());
      names.addAll(theirs.propertyNames());
      names.forEach(n -> compare(place + "/" + n, ours.path(n), theirs.path(n), found));
    } else if (!sorted(ours).toString().equals(sorted(theirs).toString())) {
      found.add(place + ": ours " + shown(ours) + ", official " + shown(theirs));
    }
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode) {
      ObjectNode result = NODES.objectNode();
      Map<String, JsonNode> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      members.forEach((name, value) -> result.set(name, sorted(value)));
      return result;
    }
    return node instanceof ArrayNode ? each(node, NormalForm::sorted) : node;
  }

  private ObjectNode expand(String file, JsonNode schema) {
    if (schema.has("$ref")) {
      return reference(file, schema.get("$ref").asString());
    }
    ObjectNode result = NODES.objectNode();
    schema
        .properties()
        .forEach(
            keyword -> {
              if (!ANNOTATIONS.contains(keyword.getKey()) && !keyword.getKey().startsWith("x-")) {
                result.set(keyword.getKey(), value(file, keyword.getKey(), keyword.getValue()));
              }
            });
    return combined(result);
  }

  private ObjectNode reference(String file, String reference) {
    int hash = reference.indexOf('#');
    String target = hash == 0 ? file : hash < 0 ? reference : reference.substring(0, hash);
    String pointer = hash < 0 ? "" : reference.substring(hash + 1);
    boolean broken = !pointer.isEmpty() && pointer.charAt(0) != '/';
    if (broken || !files.containsKey(target) || files.get(target).at(pointer).isMissingNode()) {
      return NODES.objectNode().put("$ref", reference);
    }
    return expand(target, files.get(target).at(pointer));
  }

  private JsonNode value(String file, String keyword, JsonNode value) {
    return switch (keyword) {
      case "properties", "patternProperties" -> {
        ObjectNode members = NODES.objectNode();
        value.properties().forEach(m -> members.set(m.getKey(), expand(file, m.getValue())));
        yield members;
      }
      case "items", "additionalProperties" ->
          value instanceof ObjectNode
              ? expand(file, value)
              : value instanceof ArrayNode ? each(value, item -> expand(file, item)) : value;
      case "allOf", "anyOf", "oneOf" -> each(value, item -> expand(file, item));
      case "required", "enum" -> sortedSet(value);
      default -> value;
    };
  }

  private static ArrayNode each(JsonNode array, UnaryOperator<JsonNode> change) {
    ArrayNode result = NODES.arrayNode();
    array.forEach(element -> result.add(change.apply(element)));
    return result;
  }

  private static ArrayNode sortedSet(JsonNode strings) {
    Set<String> values = new TreeSet<>();
    strings.forEach(value -> values.add(value.asString()));
    ArrayNode result = NODES.arrayNode();
    values.forEach(result::add);
    return result;
  }

  private static ObjectNode combined(ObjectNode schema) {
    for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
      if (schema.has(keyword) && (keyword.equals("allOf") || schema.get(keyword).size() == 1)) {
        schema.remove(keyword).forEach(part -> merge(schema, part));
      }
    }
    return schema;
  }

  private static void merge(ObjectNode into, JsonNode part) {
    part.properties()
        .forEach(
            keyword -> {
              JsonNode other = into.get(keyword.getKey());
              if (other == null) {
                into.set(keyword.getKey(), keyword.getValue());
              } else if (keyword.getKey().equals("properties")) {
                merge((ObjectNode) other, keyword.getValue());
              } else if (keyword.getKey().equals("required")) {
                ArrayNode both =
                    ((ArrayNode) other).deepCopy().addAll((ArrayNode) keyword.getValue());
                into.set("required", sortedSet(both));
              } else if (!other.equals(keyword.getValue())) {
                throw new IllegalArgumentException(
                    keyword.getKey() + " has two values: " + other + " and " + keyword.getValue());
              }
            });
  }
}
