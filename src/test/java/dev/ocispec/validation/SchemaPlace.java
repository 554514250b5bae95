package dev.ocispec.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema within the files of {@code schema/}.
 *
 * @param file name of the file
 * @param pointer JSON pointer in the file
 * @param node what stands there
 */
record SchemaPlace(String file, String pointer, JsonNode node) {
  private static final Path FOLDER = Path.of("schema");
  private static final Map<String, JsonNode> FILES = read();
  private static final Set<String> ANNOTATIONS = Set.of("$schema", "title", "description");

  /** The whole file {@code name}. */
  static SchemaPlace file(String name) {
    return new SchemaPlace(name, "", FILES.get(name));
  }

  /** All schema files. */
  static List<SchemaPlace> files() {
    return FILES.keySet().stream().map(SchemaPlace::file).toList();
  }

  /** Another JSON file of the folder. */
  static JsonNode data(String name) {
    return json(FOLDER.resolve(name));
  }

  /** What stands at {@code tokens} below this place. */
  SchemaPlace child(String... tokens) {
    String at = pointer;
    JsonNode child = node;
    for (String token : tokens) {
      at = at + "/" + token.replace("~", "~0").replace("/", "~1");
      child = child.isArray() ? child.get(Integer.parseInt(token)) : child.get(token);
    }
    return new SchemaPlace(file, at, child);
  }

  /** Where {@code $ref} leads. */
  SchemaPlace target() {
    String reference = node.get("$ref").asString();
    int hash = reference.indexOf('#');
    String name = hash == 0 ? file : reference.substring(0, hash);
    String at = reference.substring(hash + 1);
    return new SchemaPlace(name, at, FILES.get(name).at(at));
  }

  boolean has(String keyword) {
    return node.has(keyword);
  }

  /** Name of this place, for instance {@code defs.json#/definitions/uint32/minimum}. */
  String id() {
    return file + "#" + pointer;
  }

  /** All occurrences of keywords that judge, at this place and below. */
  List<String> occurrences() {
    List<String> found = new ArrayList<>();
    for (String keyword : node.propertyNames()) {
      SchemaPlace at = child(keyword);
      switch (keyword) {
        case "definitions" -> at.names().forEach(n -> found.addAll(at.child(n).occurrences()));
        case "properties", "patternProperties" ->
            at.names()
                .forEach(
                    name -> {
                      found.add(at.child(name).id());
                      found.addAll(at.child(name).occurrences());
                    });
        case "items", "additionalProperties" -> {
          found.add(at.id());
          found.addAll(at.occurrences());
        }
        case "required" -> {
          for (int i = 0; i < at.node().size(); i++) {
            found.add(at.child(Integer.toString(i)).id());
          }
        }
        case "$ref", "type", "enum", "pattern", "minimum", "maximum", "minItems" ->
            found.add(at.id());
        default -> {
          if (!keyword.startsWith("x-") && !ANNOTATIONS.contains(keyword)) {
            throw new IllegalStateException("what does " + at.id() + " judge?");
          }
        }
      }
    }
    return found;
  }

  /** The names of the members that stand here. */
  List<String> names() {
    return List.copyOf(node.propertyNames());
  }

  private static Map<String, JsonNode> read() {
    Map<String, JsonNode> files = new TreeMap<>();
    try (var list = Files.list(FOLDER)) {
      for (Path file : list.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonNode node = json(file);
        if (node.has("properties") || node.has("definitions")) {
          files.put(file.getFileName().toString(), node);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static JsonNode json(Path file) {
    try {
      return new JsonMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
