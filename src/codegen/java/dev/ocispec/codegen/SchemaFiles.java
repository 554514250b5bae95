package dev.ocispec.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema files of a folder as trees, and where a reference leads. */
final class SchemaFiles {
  /** A place in a file. */
  record Place(String file, String pointer, JsonNode node) {
    Place child(String name) {
      return new Place(
          file, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), node.get(name));
    }

    @Override
    public String toString() {
      return file + "#" + pointer;
    }
  }

  private final Map<String, JsonNode> trees = new TreeMap<>();

  SchemaFiles(Path folder) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("deviations")) {
          continue; // the ledgers of differences from the official files are no schemas
        }
        try {
          trees.put(name, mapper.readTree(Files.readString(file)));
        } catch (JacksonException e) {
          throw new SchemaException(name, e.getMessage());
        }
      }
    }
  }

  List<Place> roots() {
    return trees.entrySet().stream()
        .map(entry -> new Place(entry.getKey(), "", entry.getValue()))
        .toList();
  }

  /** Where the reference at {@code from} leads. */
  Place resolve(Place from) {
    String reference = from.node().get("$ref").asString();
    int hash = reference.indexOf('#');
    if (hash < 0 || !(hash + 1 == reference.length() || reference.charAt(hash + 1) == '/')) {
      throw new SchemaException(
          from.toString(), "$ref must be FILE#/POINTER or #/POINTER, found " + reference);
    }
    String file = hash == 0 ? from.file() : reference.substring(0, hash);
    JsonNode tree = trees.get(file);
    if (tree == null) {
      throw new SchemaException(
          from.toString(), "$ref names the file " + file + ", which is not here");
    }
    String pointer = reference.substring(hash + 1);
    JsonNode target = tree.at(pointer);
    if (target.isMissingNode()) {
      throw new SchemaException(from.toString(), "$ref leads to nothing: " + reference);
    }
    return new Place(file, pointer, target);
  }

  /** The Java package that a file's types are in, its last part. */
  String packageOf(String file) {
    JsonNode name = trees.get(file).get("x-package");
    if (name == null) {
      throw new SchemaException(file, "x-package is missing");
    }
    return name.asString();
  }
}
