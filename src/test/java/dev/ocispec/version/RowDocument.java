package dev.ocispec.version;

import dev.ocispec.schema.internal.AnyObjectSchema;
import dev.ocispec.schema.internal.BooleanSchema;
import dev.ocispec.schema.internal.IntegerSchema;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The smallest document that has one property or value: what leads to it, and the members that the
 * schema requires on the way.
 */
final class RowDocument {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String value;

  private RowDocument(String value) {
    this.value = value;
  }

  /** The document for {@code row}, a path like {@code /mounts/*}{@code /options/*=ro}. */
  static JsonNode of(ObjectSchema root, String row) {
    int equals = row.indexOf('=');
    String path = equals < 0 ? row : row.substring(0, equals);
    List<String> tokens = Arrays.asList(path.substring(1).split("/"));
    return new RowDocument(equals < 0 ? "" : row.substring(equals + 1)).make(root, tokens);
  }

  private JsonNode make(@Nullable SchemaType type, List<String> tokens) {
    if (tokens.isEmpty()) {
      return value.isEmpty() ? least(type) : NODES.stringNode(value);
    }
    String token = tokens.get(0);
    List<String> rest = tokens.subList(1, tokens.size());
    if (token.equals("*")) {
      return NODES.arrayNode().add(make(type instanceof ListSchema l ? l.items() : null, rest));
    }
    ObjectNode result = type instanceof ObjectSchema schema ? required(schema) : NODES.objectNode();
    if (token.equals("{}") && rest.isEmpty() && !value.isEmpty()) {
      return result.put(value, "text"); // the row is about a key
    }
    String name = token.equals("{}") ? "key" : token;
    return result.set(name, make(memberType(type, name), rest));
  }

  private static @Nullable SchemaType memberType(@Nullable SchemaType type, String name) {
    if (!(type instanceof ObjectSchema schema)) {
      return null;
    }
    return schema.everKnown(name).map(Member::type).or(() -> schema.typeOf(name)).orElse(null);
  }

  private static ObjectNode required(ObjectSchema schema) {
    ObjectNode result = NODES.objectNode();
    schema.required().forEach(member -> result.set(member.name(), least(member.type())));
    return result;
  }

  /** A value that asks for no later release than its type does. */
  private static JsonNode least(@Nullable SchemaType type) {
    if (type instanceof TextSchema text) {
      return NODES.stringNode(
          text.values().entrySet().stream()
              .min(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElse("text"));
    }
    if (type instanceof ListSchema list) {
      ArrayNode elements = NODES.arrayNode();
      for (int i = 0; i < list.minItems(); i++) {
        elements.add(least(list.items()));
      }
      return elements;
    }
    if (type instanceof ObjectSchema schema) {
      return required(schema);
    }
    if (type instanceof BooleanSchema) {
      return NODES.booleanNode(true);
    }
    if (type instanceof AnyObjectSchema) {
      return NODES.objectNode();
    }
    BigInteger least =
        type instanceof IntegerSchema integer
            ? integer.minimum().orElse(BigInteger.ZERO).max(BigInteger.ZERO)
            : BigInteger.ZERO;
    return NODES.numberNode(least);
  }
}
