package dev.ocispec.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * A place of a document and the schema that judges it.
 *
 * @param schema the schema
 * @param through occurrences of keywords that lead here from the place above
 * @param schemaPointer place of the schema with all references expanded
 * @param pointer place in the document
 * @param whole makes the document from the value that stands here
 */
record KeywordPlace(
    SchemaPlace schema,
    List<String> through,
    String schemaPointer,
    String pointer,
    UnaryOperator<JsonNode> whole) {

  /** A whole document that {@code schema} judges. */
  static KeywordPlace of(SchemaPlace schema) {
    return new KeywordPlace(schema, List.of(), "", "", UnaryOperator.identity());
  }

  /** The same place with references followed. */
  KeywordPlace resolved() {
    List<String> all = new ArrayList<>(through);
    SchemaPlace target = schema;
    while (target.has("$ref")) {
      all.add(target.child("$ref").id());
      target = target.target();
    }
    return new KeywordPlace(target, all, schemaPointer, pointer, whole);
  }

  /**
   * The place one level down.
   *
   * @param key name or index of the value there
   * @param container makes the value of this place from that one
   * @param tokens lead to the schema of that value
   */
  KeywordPlace below(String key, UnaryOperator<JsonNode> container, String... tokens) {
    SchemaPlace child = schema.child(tokens);
    return new KeywordPlace(
        child,
        List.of(child.id()),
        schemaPointer + child.pointer().substring(schema.pointer().length()),
        pointer + "/" + key,
        value -> whole.apply(container.apply(value)));
  }

  /** The occurrences that a value here tries, {@code keyword} being the one that matters. */
  List<String> tried(String keyword) {
    List<String> all = new ArrayList<>(through);
    all.add(keyword);
    return all;
  }
}
